"""The names under which a pack's places and industries are met in what people send."""

from nanfeng.pack.pack import Pack


def place_names(pack: Pack) -> dict[str, str]:
    """The code of every place by its code, its names and its aliases."""
    names = {name: place.code for place in pack.places.values() for name in (place.code, place.name.zh, place.name.en)}
    return names | {alias.name: alias.of for alias in pack.aliases if alias.of in pack.places}


def industry_names(pack: Pack) -> dict[str, str]:
    """The code of every industry by its code and its name."""
    return {name: code for code, industry in pack.industries.items() for name in (code, industry.name)}
