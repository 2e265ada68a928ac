"""The roles in which people act. The public, which has no account, is no role."""

from enum import StrEnum

from nanfeng.kinds.text import Text


class Role(StrEnum):
    """What somebody with an account is, for the organisation that he acts for; flows and access name roles by these."""

    ENTERPRISE_CLERK = "enterprise_clerk"
    SERVICE_ORGANISATION = "service_organisation"
    BANK_OFFICER = "bank_officer"
    GUARANTOR = "guarantor"
    RESEARCH_INSTITUTION = "research_institution"
    EXPERT = "expert"
    STATION_STAFF = "station_staff"
    INVESTMENT_OFFICER = "investment_officer"
    PARK_OFFICER = "park_officer"  # sees one park
    DEPARTMENT_OFFICER = "department_officer"  # of a city department: owns measures, files department returns
    STATISTICIAN = "statistician"
    PLANNER = "planner"
    APPROVER = "approver"
    AUDITOR = "auditor"  # reads everything, writes nothing
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> Text:
        """What people call the role."""
        return _LABELS[self]


_LABELS = {
    Role.ENTERPRISE_CLERK: Text("企业填报员", "enterprise clerk"),
    Role.SERVICE_ORGANISATION: Text("服务机构", "service organisation"),
    Role.BANK_OFFICER: Text("银行客户经理", "bank officer"),
    Role.GUARANTOR: Text("担保机构", "guarantor"),
    Role.RESEARCH_INSTITUTION: Text("科研机构", "research institution"),
    Role.EXPERT: Text("专家", "expert"),
    Role.STATION_STAFF: Text("服务站工作人员", "station staff"),
    Role.INVESTMENT_OFFICER: Text("招商专员", "investment officer"),
    Role.PARK_OFFICER: Text("园区专员", "park officer"),
    Role.DEPARTMENT_OFFICER: Text("市直部门专员", "city department officer"),
    Role.STATISTICIAN: Text("高新区统计员", "zone statistician"),
    Role.PLANNER: Text("高新区规划员", "zone planner"),
    Role.APPROVER: Text("高新区审批人", "zone approver"),
    Role.AUDITOR: Text("审计员", "auditor"),
    Role.ADMINISTRATOR: Text("系统管理员", "administrator"),
}
