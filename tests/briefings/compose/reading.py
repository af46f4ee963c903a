"""How tests read an issue."""


def outline_of(issue):
    """[(heading, [(kind, title, names)])]"""
    return [
        (
            section.heading,
            [
                (str(article.kind), article.title, [byline.name for byline in article.bylines])
                for article in section.articles
            ],
        )
        for section in issue.document().sections
    ]


def texts(issue, heading):
    [section] = [section for section in issue.document().sections if section.heading == heading]
    return [article.html for article in section.articles]
