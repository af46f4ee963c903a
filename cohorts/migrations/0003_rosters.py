import django.core.validators
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cohorts', '0002_merged_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('official', 'official leave'), ('personal', 'personal leave'), ('sick', 'sick leave'), ('missing', 'absent without leave'), ('late', 'late'), ('early', 'left early')], max_length=10, verbose_name='kind of absence')),
                ('remark', models.CharField(blank=True, max_length=80, verbose_name='remark')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='at')),
            ],
            options={
                'verbose_name': 'absence',
                'verbose_name_plural': 'absences',
                'ordering': ['half_day', 'enrollment'],
            },
        ),
        migrations.CreateModel(
            name='ActivationSlip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('expires', models.DateTimeField(verbose_name='expires')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='used at')),
            ],
            options={
                'verbose_name': 'activation slip',
                'verbose_name_plural': 'activation slips',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=64)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'attempt',
                'verbose_name_plural': 'attempts',
            },
        ),
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('reason', models.CharField(max_length=200, verbose_name='reason for looking')),
            ],
            options={
                'verbose_name': 'disclosure',
                'verbose_name_plural': 'register of disclosures',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HalfDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('half', models.CharField(choices=[('1', 'morning'), ('2', 'afternoon'), ('3', 'evening')], max_length=1, verbose_name='half of the day')),
                ('hours', models.DecimalField(decimal_places=1, default=Decimal('4'), max_digits=3, validators=[django.core.validators.MinValueValidator(Decimal('0.5'))], verbose_name='class hours')),
                ('topic', models.CharField(blank=True, max_length=80, verbose_name='what is taught')),
            ],
            options={
                'verbose_name': 'half-day',
                'verbose_name_plural': 'half-days',
                'ordering': ['cohort', 'day', 'half'],
            },
        ),
        migrations.CreateModel(
            name='PrivateDetails',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='private', serialize=False, to='cohorts.person', verbose_name='person')),
                ('gender', models.CharField(blank=True, choices=[('male', 'male'), ('female', 'female')], max_length=6, verbose_name='gender')),
                ('birth', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^[12][0-9]{3}-(0[1-9]|1[0-2])$', 'Write the month of birth as 1985-03.')], verbose_name='month of birth')),
                ('ethnicity', models.CharField(blank=True, max_length=20, verbose_name='ethnicity')),
                ('party', models.CharField(blank=True, max_length=20, verbose_name='political status')),
                ('education', models.CharField(blank=True, max_length=40, verbose_name='education')),
                ('mobile', models.CharField(blank=True, db_index=True, max_length=20, verbose_name='mobile number')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('id_number_digest', models.CharField(blank=True, db_index=True, editable=False, max_length=64, verbose_name='identity number')),
                ('id_number_tail', models.CharField(blank=True, editable=False, max_length=4, verbose_name="identity number's last four")),
            ],
            options={
                'verbose_name': 'private details',
                'verbose_name_plural': 'private details',
                'permissions': [('reveal_privatedetails', 'Can see private details unmasked')],
            },
        ),
        migrations.CreateModel(
            name='RosterExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('kind', models.CharField(choices=[('roster', 'roster'), ('sign-in', 'sign-in sheet'), ('name-cards', 'name cards'), ('contacts', 'list of contacts')], default='roster', max_length=10, verbose_name='kind of list')),
                ('printed', models.BooleanField(default=False, verbose_name='as a page to print')),
                ('columns', models.JSONField(default=list, verbose_name='columns')),
                ('choices', models.JSONField(blank=True, default=dict)),
                ('order', models.CharField(blank=True, max_length=10, verbose_name='order')),
                ('rows', models.PositiveIntegerField(verbose_name='rows')),
                ('unmasked', models.BooleanField(default=False, verbose_name='unmasked')),
                ('purpose', models.CharField(blank=True, max_length=200, verbose_name='purpose')),
            ],
            options={
                'verbose_name': 'roster export',
                'verbose_name_plural': 'register of exports',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RosterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('file_name', models.CharField(max_length=200, verbose_name='file')),
                ('sha256', models.CharField(max_length=64)),
                ('file', models.CharField(blank=True, editable=False, max_length=100)),
                ('leftover', models.CharField(blank=True, editable=False, max_length=100)),
                ('choices', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('checked', 'to be looked over'), ('applied', 'imported'), ('undone', 'undone'), ('cancelled', 'cancelled')], default='checked', max_length=10, verbose_name='state')),
                ('counts', models.JSONField(blank=True, default=dict, verbose_name='counts')),
                ('made', models.JSONField(blank=True, default=dict)),
                ('report', models.JSONField(blank=True, default=list)),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='imported at')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone at')),
            ],
            options={
                'verbose_name': 'roster import',
                'verbose_name_plural': 'roster imports',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RosterImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheet', models.CharField(blank=True, max_length=100, verbose_name='sheet')),
                ('row', models.PositiveIntegerField(null=True, verbose_name='row')),
                ('action', models.CharField(max_length=10, verbose_name='action')),
                ('changes', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name': 'row of a roster import',
                'verbose_name_plural': 'rows of roster imports',
                'ordering': ['roster_import', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='appointment',
            name='group_named_for_group_posts',
        ),
        migrations.AddField(
            model_name='cohort',
            name='class_hours',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Leave is measured against them; left blank, against the half-days entered.', null=True, verbose_name='class hours in all'),
        ),
        migrations.AddField(
            model_name='cohort',
            name='contacts_until',
            field=models.DateField(blank=True, help_text='Left blank: 30 days after the last day of the class.', null=True, verbose_name='contact book open until'),
        ),
        migrations.AddField(
            model_name='enrollment',
            name='email_shared',
            field=models.BooleanField(default=False, verbose_name='shares the e-mail address with the class'),
        ),
        migrations.AddField(
            model_name='enrollment',
            name='imported',
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='enrollment',
            name='mobile_shared',
            field=models.BooleanField(default=False, verbose_name='shares the mobile number with the class'),
        ),
        migrations.AddField(
            model_name='enrollment',
            name='remark',
            field=models.CharField(blank=True, max_length=200, verbose_name='remark'),
        ),
        migrations.AlterField(
            model_name='appointment',
            name='post',
            field=models.CharField(choices=[('branch_secretary', 'branch secretary'), ('branch_deputy', 'deputy branch secretary'), ('organization_commissioner', 'organization commissioner'), ('publicity_commissioner', 'publicity commissioner'), ('discipline_commissioner', 'discipline commissioner'), ('monitor', 'class monitor'), ('deputy_monitor', 'deputy class monitor'), ('study_commissioner', 'study commissioner'), ('welfare_commissioner', 'welfare commissioner'), ('recreation_commissioner', 'recreation commissioner'), ('group_leader', 'group leader'), ('deputy_group_leader', 'deputy group leader')], max_length=30, verbose_name='post'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('group__isnull', False), ('post__in', ('group_leader', 'deputy_group_leader'))), models.Q(models.Q(('post__in', ('group_leader', 'deputy_group_leader')), _negated=True), ('group__isnull', True)), _connector='OR'), name='group_named_for_group_posts', violation_error_message='Posts of a group name the group; other posts have none.'),
        ),
        migrations.AlterConstraint(
            model_name='appointment',
            name='group_post_held_by_one',
            constraint=models.UniqueConstraint(condition=models.Q(('group__isnull', False), ('until__isnull', True)), fields=('group', 'post'), name='group_post_held_by_one', violation_error_message='Somebody holds this post in the group; end that term first.'),
        ),
        migrations.AddField(
            model_name='absence',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='absence',
            name='enrollment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='cohorts.enrollment', verbose_name='trainee'),
        ),
        migrations.AddField(
            model_name='activationslip',
            name='cohort',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='cohorts.cohort', verbose_name='cohort'),
        ),
        migrations.AddField(
            model_name='activationslip',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='activationslip',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
        migrations.AddIndex(
            model_name='attempt',
            index=models.Index(fields=['scope', 'key', 'at'], name='attempts_of_one'),
        ),
        migrations.AddField(
            model_name='disclosure',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='disclosure',
            name='cohort',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='cohorts.cohort', verbose_name='cohort'),
        ),
        migrations.AddField(
            model_name='disclosure',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='cohorts.person', verbose_name='person'),
        ),
        migrations.AddField(
            model_name='halfday',
            name='cohort',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='half_days', to='cohorts.cohort', verbose_name='cohort'),
        ),
        migrations.AddField(
            model_name='absence',
            name='half_day',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='cohorts.halfday', verbose_name='half-day'),
        ),
        migrations.AddConstraint(
            model_name='privatedetails',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('id_number_digest', ''), ('id_number_tail', '')), models.Q(models.Q(('id_number_digest', ''), _negated=True), models.Q(('id_number_tail', ''), _negated=True)), _connector='OR'), name='identity_digest_with_tail', violation_error_message='An identity number is kept as digest and last four together.'),
        ),
        migrations.AddField(
            model_name='rosterexport',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='rosterexport',
            name='cohort',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='cohorts.cohort', verbose_name='cohort'),
        ),
        migrations.AddField(
            model_name='rosterimport',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='rosterimport',
            name='cohort',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='cohorts.cohort', verbose_name='cohort'),
        ),
        migrations.AddField(
            model_name='rosterimport',
            name='undone_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by'),
        ),
        migrations.AddField(
            model_name='rosterimportrow',
            name='enrollment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cohorts.enrollment', verbose_name='trainee'),
        ),
        migrations.AddField(
            model_name='rosterimportrow',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cohorts.person', verbose_name='person'),
        ),
        migrations.AddField(
            model_name='rosterimportrow',
            name='roster_import',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='cohorts.rosterimport', verbose_name='roster import'),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='disclosure_has_a_reason', violation_error_message='Say why.'),
        ),
        migrations.AddConstraint(
            model_name='halfday',
            constraint=models.UniqueConstraint(fields=('cohort', 'day', 'half'), name='half_day_once', violation_error_message='The cohort has this half-day already.'),
        ),
        migrations.AddConstraint(
            model_name='halfday',
            constraint=models.CheckConstraint(condition=models.Q(('hours__gt', 0)), name='half_day_has_hours', violation_error_message='A half-day has class hours.'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.UniqueConstraint(fields=('half_day', 'enrollment'), name='absent_once', violation_error_message='Something is written for this trainee and half-day already.'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['official', 'personal', 'sick', 'missing', 'late', 'early'])), name='absence_kind_known', violation_error_message='There is no such kind of absence.'),
        ),
        migrations.AddConstraint(
            model_name='rosterexport',
            constraint=models.CheckConstraint(condition=models.Q(('unmasked', False), models.Q(('purpose', ''), _negated=True), _connector='OR'), name='unmasked_export_has_a_purpose', violation_error_message='Say what the numbers are needed for.'),
        ),
        migrations.AddConstraint(
            model_name='rosterimport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['checked', 'applied', 'undone', 'cancelled'])), name='import_state_known', violation_error_message='There is no such state.'),
        ),
    ]
