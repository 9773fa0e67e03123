"""The fields of a page's article: what its metadata say first, then what its visible text says."""

from __future__ import annotations

from dataclasses import replace

from service.core.field_values import FieldOfPage
from service.core.headline import is_title_of
from service.core.lexicon import cue_key
from service.core.metadata import Found, Metadata, MetadataSource
from service.core.model import Article

TEXT: MetadataSource = "text"


def with_metadata(article: Article, metadata: Metadata) -> Article:
    """The article with the values of the metadata, and for each field where its value came from.

    The title, the authors and the dates that were read in the visible text stand where the metadata have none.  A
    language of the body that is sure to be known is kept: pages declare that of their template.
    """
    sources: list[tuple[FieldOfPage, MetadataSource]] = []

    def pick(name: FieldOfPage, found: Found | None, visible: str | None = None) -> str | None:
        if found is not None:
            sources.append((name, found.source))
            return found.value
        if visible is not None:
            sources.append((name, TEXT))
        return visible

    found = metadata.title
    if found is not None and article.title is not None and is_title_of(cue_key(article.title), cue_key(found.value)):
        found = Found(article.title, found.source)  # the visible headline is the title without the site's name
    title = pick("title", found, article.title)
    authors = tuple(f.value for f in metadata.authors) or article.authors
    if authors:
        sources.append(("authors", metadata.authors[0].source if metadata.authors else TEXT))
    published = pick("date_published", metadata.date_published, article.date_published)
    modified = pick("date_modified", metadata.date_modified, article.date_modified)
    if article.language is not None:
        sources.append(("language", TEXT))
        language: str | None = article.language
    else:
        language = pick("language", metadata.language)
    canonical = pick("canonical_url", metadata.canonical_url)
    site = pick("site_name", metadata.site_name)
    description = pick("description", metadata.description)
    image = pick("image", metadata.image)
    if metadata.tags:
        sources.append(("tags", metadata.tags[0].source))
    section = pick("section", metadata.section)
    rights = pick("license", metadata.license)
    return replace(
        article,
        title=title,
        authors=authors,
        date_published=published,
        date_modified=modified,
        language=language,
        canonical_url=canonical,
        site_name=site,
        description=description,
        image=image,
        tags=tuple(f.value for f in metadata.tags),
        section=section,
        license=rights,
        sources=tuple(sources),
    )
