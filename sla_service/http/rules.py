"""`GET /v1/procedures` and `GET /v1/rules`: every term of law and every promise, version by version."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from marshmallow import Schema, fields

from sla_service.core.law import Text
from sla_service.core.rules import (
    Applicability,
    ExtensionLimit,
    Rule,
    RuleKind,
    Version,
)
from sla_service.wording import codes

from .answers import CitationSchema, InForceSchema, TermAnswerSchema, TextSchema, rules_field
from .edge import answer, in_path, rule_book, rules_in_use
from .fields import coded, described
from .openapi import Blueprint, named_id
from .requests import QuerySchema
from .values import citation, cutoff, period, plain, some, text

blueprint = Blueprint("rules", __name__, url_prefix="/v1", description="Terms of law and local promises.")

_PROCEDURE = named_id("A procedure's id.", "business-registration")
_RULE = named_id("The id of a procedure or of a promise.", "long-an.same-day-registration")


class CutoffSchema(Schema):
    """The clock time that decides which term applies; one of `before` and `not_after` is given."""

    before = fields.String(
        required=True, allow_none=True, metadata=described("A receipt at this very time misses it.")
    )
    not_after = fields.String(
        required=True, allow_none=True, metadata=described("A receipt at this very time is in time.")
    )
    otherwise = fields.Nested(
        TermAnswerSchema,
        required=True,
        allow_none=True,
        metadata=described("The term of a receipt that misses it; null: the rule then grants nothing."),
    )


class AppliesSchema(Schema):
    """What a promise covers; null stands for all."""

    offices = fields.String(
        required=True,
        metadata=coded(codes.BOUND, "Whom it binds."),
    )
    days = fields.String(
        required=True,
        allow_none=True,
        metadata=described("The days it holds on, as an RFC 5545 rule; lost where they are days off."),
    )
    fields_ = fields.List(
        fields.String(),
        required=True,
        allow_none=True,
        data_key="fields",
        metadata=described("Fields of administration."),
    )
    procedures = fields.List(
        fields.String(), required=True, allow_none=True, metadata=described("Procedures.")
    )
    channels = fields.List(
        fields.String(metadata=coded(codes.CHANNEL, "A way.")),
        required=True,
        allow_none=True,
        metadata=described("Ways in which a dossier comes in."),
    )
    excepted = fields.List(
        fields.String(), required=True, data_key="except", metadata=described("Procedures left out.")
    )


class ExtensionsSchema(Schema):
    """How often a term may be extended."""

    most = fields.Integer(required=True, metadata=described("The largest number of extensions."))
    citation = fields.Nested(
        CitationSchema, required=True, metadata=described("The article that limits them.")
    )


class VersionSchema(Schema):
    """What a rule says during one period."""

    in_force = fields.Nested(InForceSchema, required=True, metadata=described("The period."))
    term = fields.Nested(
        TermAnswerSchema,
        required=True,
        allow_none=True,
        metadata=described("The term granted; null where the model changes no term."),
    )
    cutoff = fields.Nested(
        CutoffSchema, required=True, allow_none=True, metadata=described("The clock time that decides.")
    )
    due_time = fields.String(
        required=True,
        metadata=described(
            "When on the due day: `close_of_office`, `end_of_day` (23:59:59), `same_clock_time` as the "
            "receipt, or a clock time."
        ),
    )
    outside_hours = fields.String(
        required=True,
        metadata=coded(codes.OUTSIDE_HOURS, "What a receipt outside office hours is."),
    )
    extensions = fields.Nested(
        ExtensionsSchema,
        required=True,
        allow_none=True,
        metadata=described("How often the term may be extended; null for no limit."),
    )
    applies = fields.Nested(
        AppliesSchema,
        required=True,
        allow_none=True,
        metadata=described("What a promise covers; null for a term of law."),
    )
    unconfirmed_since = fields.Date(
        required=True,
        allow_none=True,
        metadata=described("Since when no source has confirmed that it still holds."),
    )
    citations = fields.List(fields.Nested(CitationSchema), required=True, metadata=described("Its sources."))


class FieldSchema(Schema):
    """A field of administration."""

    id = fields.String(required=True, metadata=described("Its id, as requests name it."))
    title = fields.Nested(TextSchema, required=True, metadata=described("What it is called."))


class RuleEntrySchema(Schema):
    """A term of law or a promise, with all its versions."""

    id = fields.String(
        required=True, metadata=described("A procedure's id, or `authority.name` for a promise.")
    )
    kind = fields.String(required=True, metadata=coded(codes.LISTED_KIND, "Whose rule it is."))
    title = fields.Nested(TextSchema, required=True, metadata=described("What it is called."))
    authority = fields.String(
        required=True, allow_none=True, metadata=described("Who promises it; null for a term of law.")
    )
    model = fields.String(
        required=True,
        allow_none=True,
        metadata=described("The local model (`no_appointment`, `no_writing`, …); null for a term of law."),
    )
    field = fields.Nested(
        FieldSchema,
        required=True,
        allow_none=True,
        metadata=described("The procedure's field of administration; null for a promise."),
    )
    versions = fields.List(
        fields.Nested(VersionSchema), required=True, metadata=described("What it said when, newest first.")
    )


class RuleDetailSchema(RuleEntrySchema):
    """One rule."""

    rules = rules_field()


class ProcedureListSchema(Schema):
    """Every procedure, by id."""

    procedures = fields.List(
        fields.Nested(RuleEntrySchema), required=True, metadata=described("All of them, sorted by id.")
    )
    rules = rules_field()


class RuleListSchema(Schema):
    """Every rule, by id."""

    entries = fields.List(
        fields.Nested(RuleEntrySchema), required=True, metadata=described("All of them, sorted by id.")
    )
    rules = rules_field()


@blueprint.route("/procedures", methods=["GET"])
@blueprint.asks(QuerySchema())
@blueprint.response(200, ProcedureListSchema, description="Every procedure.")
@blueprint.doc(operationId="listProcedures")
def list_procedures(_: dict[str, Any]) -> Response:
    """List the procedures with their terms of law.

    Each with its field and all versions of its term; the list is whole, sorted by id.
    """
    return answer({"procedures": _entries(rule_book().procedures), "rules": rules_in_use()})


@blueprint.route("/procedures/<string:id>", methods=["GET"], parameters=[_PROCEDURE])
@blueprint.asks(QuerySchema())
@blueprint.response(200, RuleDetailSchema, description="The procedure.")
@blueprint.may_fail(404)
@blueprint.doc(operationId="getProcedure")
def get_procedure(_: dict[str, Any], id: str) -> Response:  # noqa: A002 - the contract's name of the parameter
    """Describe a procedure.

    Its field of administration, and its term of law version by version, with the sources.
    """
    return answer(_entry(in_path(rule_book().procedure, id)) | {"rules": rules_in_use()})


@blueprint.route("/rules", methods=["GET"])
@blueprint.asks(QuerySchema())
@blueprint.response(200, RuleListSchema, description="Every rule.")
@blueprint.doc(operationId="listRules")
def list_rules(_: dict[str, Any]) -> Response:
    """List every term of law and every promise, with all versions.

    The list is `entries`: `rules` names the release and the digest, as in every answer.
    """
    return answer({"entries": _entries(rule_book().rules), "rules": rules_in_use()})


@blueprint.route("/rules/<string:id>", methods=["GET"], parameters=[_RULE])
@blueprint.asks(QuerySchema())
@blueprint.response(200, RuleDetailSchema, description="The rule.")
@blueprint.may_fail(404)
@blueprint.doc(operationId="getRule")
def get_rule(_: dict[str, Any], id: str) -> Response:  # noqa: A002 - the contract's name of the parameter
    """Describe a rule.

    A term of law by its procedure's id, or a promise by its own; all versions, with their sources.
    """
    return answer(_entry(in_path(rule_book().rule, id)) | {"rules": rules_in_use()})


def _entries(rules: Mapping[str, Rule]) -> list[dict[str, Any]]:
    return [_entry(rules[name]) for name in sorted(rules)]


def _entry(rule: Rule) -> dict[str, Any]:
    is_promise = rule.kind is RuleKind.COMMITMENT
    return {
        "id": rule.id,
        "kind": str(rule.kind),
        "title": text(rule.title),
        "authority": rule.id.split(".")[0] if is_promise else None,
        "model": rule.model,
        "field": rule.field and _field(rule.field, rule_book().fields[rule.field]),
        "versions": [_version(version, is_promise=is_promise) for version in rule.versions],
    }


def _field(name: str, title: Text) -> dict[str, Any]:
    return {"id": name, "title": text(title)}


def _version(version: Version, *, is_promise: bool) -> dict[str, Any]:
    return {
        "in_force": period(version.in_force),
        "term": plain(version.term),
        "cutoff": version.cutoff and cutoff(version.cutoff),
        "due_time": plain(version.due_time),
        "outside_hours": str(version.outside_hours),
        "extensions": version.extension_limit and _extensions(version.extension_limit),
        "applies": _applies(version.applies) if is_promise else None,
        "unconfirmed_since": plain(version.unconfirmed_since),
        "citations": list(map(citation, version.citations)),
    }


def _extensions(limit: ExtensionLimit) -> dict[str, Any]:
    return {"most": limit.most, "citation": citation(limit.citation)}


def _applies(applies: Applicability) -> dict[str, Any]:
    return {
        "offices": "own_and_below" if applies.binds_below else "own",
        "days": applies.days and applies.days.rule,
        "fields": some(applies.fields),
        "procedures": some(applies.procedures),
        "channels": some(applies.channels),
        "except": sorted(applies.excepted),
    }
