"""What holds between the definitions of a pack: small checks, each giving issues."""

from nanfeng.pack.checks import dues, flows, forms, indicators, layouts, places, plans, publications, warnings
from nanfeng.pack.checks.subject import Check, Subject

CHECKS: tuple[Check, ...] = (
    places.city_and_zone_are_places,
    places.parents_are_places,
    places.industries_have_parents,
    places.groups_hold_industries,
    places.partitions_do_not_overlap,
    places.sets_and_fields_differ,
    forms.roles_name_fields,
    forms.fields_are_whole,
    forms.rules_name_fields,
    dues.dues_name_those_who_owe,
    dues.dues_have_periods,
    flows.names_are_used_once,
    flows.names_lead_somewhere,
    flows.somebody_may_do_everything,
    flows.stages_can_be_reached,
    flows.stages_can_finish,
    flows.conditions_read_facts,
    layouts.layouts_fill_fields,
    layouts.layouts_are_told_apart,
    indicators.formulas_name_fields,
    indicators.formulas_fit_forms,
    indicators.parts_are_indicators,
    indicators.sides_have_units,
    indicators.groupings_are_known,
    indicators.growth_has_a_base,
    indicators.sources_are_known,
    warnings.warnings_read_returns,
    warnings.thresholds_can_be_passed,
    publications.places_can_be_served,
    publications.windows_say_enough,
    publications.tables_can_be_filled,
    publications.totals_name_forms,
    publications.charts_have_tables,
    publications.sections_show_what_there_is,
    publications.references_lead_somewhere,
    plans.targets_can_be_followed,
    plans.measures_name_departments,
    plans.ids_in_plans_are_used_once,
    plans.splits_come_to_the_whole,
    plans.published_rows_are_tied,
    plans.aliases_lead_somewhere,
    plans.rates_have_sources,
)
"""Every check of a pack, in the order in which their issues are shown."""

__all__ = ["CHECKS", "Check", "Subject"]
