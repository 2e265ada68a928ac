"""What the API answers where something is wrong: one shape for all (RFC 9457), in both languages."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from ninja import Field, Schema

from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Language, Text

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: Text("请求无法理解", "The request cannot be understood"),
    401: Text("需要登录或令牌", "A session or a token is needed"),
    403: Text("没有权限", "Not allowed"),
    404: Text("没有找到，或不对您开放", "Not found, or not yours to see"),
    405: Text("这个地址不接受这种方法", "The address does not take this method"),
    409: Text("与现状冲突", "In conflict with how things stand"),
    412: Text("内容在您读取之后有改动", "Changed since you read it"),
    413: Text("请求太大", "The request is too large"),
    415: Text("不支持的内容类型", "The content type is not understood"),
    422: Text("内容有误", "Something in the content is wrong"),
    428: Text("须写明依据的版本", "Say which state you saw"),
    429: Text("请求过于频繁", "Too many requests"),
    500: Text("平台出错", "Something broke"),
    503: Text("平台暂时不可用", "The platform is away for a moment"),
}

ADVICE = {
    400: Text("请对照接口文档检查地址、参数和正文", "Hold address, parameters and body against the API's document"),
    401: Text(
        "请在请求头 Authorization 中带上有效令牌，或先登录", "Send a valid token in Authorization, or sign in first"
    ),
    403: Text("请换用有权限的身份或令牌", "Act in a role, or with a token, that may"),
    404: Text("请核对地址和编号", "Check the address and the number"),
    405: Text("请对照接口文档检查方法", "Check the method against the API's document"),
    409: Text("请重新读取，看过现状再决定", "Read it again, and decide by how it stands now"),
    412: Text("请重新读取，用新的 ETag 再试", "Read it again, and try with the new ETag"),
    413: Text("请分成几次发送", "Send it in several parts"),
    415: Text("请按接口文档的内容类型发送", "Send the content type that the API's document names"),
    422: Text("请按各项说明修改后再发送", "Mend what is named, and send it again"),
    428: Text("请先读取，把它的 ETag 写入 If-Match", "Read it first, and send its ETag as If-Match"),
    429: Text("请按 Retry-After 稍候再试", "Wait as long as Retry-After says"),
    500: Text(
        "没有保存任何内容；请稍后再试，或告诉管理员", "Nothing was kept; try again later, or tell the administrator"
    ),
    503: Text("请按 Retry-After 稍候再试", "Wait as long as Retry-After says"),
}


class Words(Schema):
    """The same words in Chinese and English."""

    zh: str
    en: str


class Fault(Schema):
    """One thing that is wrong. `field` is where: a field of the form, or the path of a value in the request."""

    code: str
    field: str
    at: str = Field("", description="行号或编号 / the row or key inside the request")
    wrong: Words
    mend: Words


class Problem(Schema):
    """A refusal. `title` and `detail` are in the reader's language (Accept-Language), `words` in both."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    words: dict[str, Words]
    errors: list[Fault]


def words_of(text: Text) -> dict[str, str]:
    """Words in both languages as the API says them."""
    return {"zh": text.zh, "en": text.en}


def fault(issue: Issue) -> dict[str, Any]:
    """An issue of the core as the API says it."""
    said = {"wrong": words_of(issue.wrong), "mend": words_of(issue.mend)}
    return {"code": issue.code, "field": issue.field or "", "at": issue.at, **said}


def problem(
    request: HttpRequest, status: int, detail: Text | None = None, errors: Iterable[dict[str, object]] = ()
) -> HttpResponse:
    """The answer that says what is wrong and how to go on."""
    title, said = TITLES[status], detail or ADVICE[status]
    language = Language.EN if get_language_from_request(request).startswith("en") else Language.ZH
    content = {
        "type": f"/api/v1/docs#{HTTPStatus(status).name.lower()}",
        "title": title.in_language(language),
        "status": status,
        "detail": said.in_language(language),
        "instance": request.path,
        "words": {"title": words_of(title), "detail": words_of(said)},
        "errors": list(errors),
    }
    answer = HttpResponse(json.dumps(content, ensure_ascii=False), MEDIA_TYPE, status)
    if status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


class ProblemError(Exception):
    """Something is wrong with what was asked: `status`, and what exactly in words and by field."""

    def __init__(self, status: int, detail: Text | None = None, errors: Iterable[dict[str, object]] = ()) -> None:
        super().__init__(detail.en if detail else TITLES[status].en)
        self.status, self.detail, self.errors = status, detail, tuple(errors)
