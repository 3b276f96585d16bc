"""The command line `damancom`: the portal itself, what time brings, staff accounts, and what offices decide."""

from __future__ import annotations

from typing import Annotated

import typer

from damancom_reflex.commands.office import debits_app, remission_app
from damancom_reflex.commands.one_line import OneLineCommand
from damancom_reflex.commands.simulate import simulate

Reference = Annotated[str, typer.Argument(help="Reference of the request, DA-….")]
Claim = Annotated[str, typer.Argument(help="Reference of the claim, IP-….")]
Note = Annotated[str, typer.Option(help="The agency's own words, sent with the reason.")]
Identifier = Annotated[str, typer.Argument(help="Identifier of a staff account.")]
AgencyCode = Annotated[
    str, typer.Option("--agency", help="Code of the agency, for AGENCY_OFFICER.")
]
OfficeCode = Annotated[
    str,
    typer.Option("--collection-office", help="Code of the office, for COLLECTION_OFFICER."),
]
ROLES = "AGENCY_OFFICER, COLLECTION_OFFICER, CLAIMS_OFFICER or SUPERVISOR."

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Damancom, the employers' desk.")
audit_app = typer.Typer(no_args_is_help=True, help="The audit trail.")
app.add_typer(audit_app, name="audit")
adhesion_app = typer.Typer(
    no_args_is_help=True, help="Requests of adhésion: what the agency decides."
)
app.add_typer(adhesion_app, name="adhesion")
ipe_app = typer.Typer(no_args_is_help=True, help="Claims of IPE: what the fund decides.")
app.add_typer(ipe_app, name="ipe")
staff_app = typer.Typer(no_args_is_help=True, help="Staff accounts: roles, places, authenticators.")
app.add_typer(staff_app, name="staff")
app.add_typer(remission_app, name="remission")
app.add_typer(debits_app, name="debits")
app.command(cls=OneLineCommand)(simulate)


@app.command()
def serve() -> None:
    """Serve the portal on HOST and PORT with WORKERS processes; the pages must be built."""
    from damancom_reflex.commands.serve import serve as run

    run()


@app.command()
def demo() -> None:
    """Load the demo's data and serve it: personas, visible phone and mailbox, business calendar from 08/11/2023."""
    from damancom_reflex.commands.serve import demo as run

    run()


@app.command()
def migrate() -> None:
    """Bring the database to the tables of this version, and load the dated rules."""
    from damancom_reflex.commands.migrate import migrate as run

    run()


@app.command()
def due() -> None:
    """Do what time brings: expiries, reminders, debits, messages. Safe to run twice."""
    from damancom_reflex.commands.due import due as run

    run()


@audit_app.command()
def verify() -> None:
    """Check the chain of the audit trail; names the first row that was altered, removed or inserted."""
    from damancom_reflex.commands.audit import verify as run

    run()


@app.command("create-staff", cls=OneLineCommand)
def create_staff(
    identifier: Annotated[str, typer.Argument(help="Identifier to sign in with.")],
    role: Annotated[str, typer.Option(help=ROLES)],
    name: Annotated[str, typer.Option(help="Name shown on screen.")],
    email: Annotated[str, typer.Option(help="Where the activation link goes.")],
    phone: Annotated[str, typer.Option(help="Mobile number.")],
    agency: AgencyCode = "",
    collection_office: OfficeCode = "",
) -> None:
    """Create a staff account; the link sent by e-mail sets a password and enrols an authenticator."""
    from damancom_reflex.commands.staff import create_staff as run

    run(identifier, role, name, email, phone, agency, collection_office)


@staff_app.command("set-role", cls=OneLineCommand)
def set_staff_role(
    identifier: Identifier,
    role: Annotated[str, typer.Argument(help=ROLES)],
    agency: AgencyCode = "",
    collection_office: OfficeCode = "",
) -> None:
    """Give an account another role and the place that goes with it, from its next event on."""
    from damancom_reflex.commands.staff import set_role as run

    run(identifier, role, agency, collection_office)


@staff_app.command("set-office", cls=OneLineCommand)
def set_staff_office(
    identifier: Identifier, agency: AgencyCode = "", collection_office: OfficeCode = ""
) -> None:
    """Move an officer to another agency or collection office, from their next event on."""
    from damancom_reflex.commands.staff import set_office as run

    run(identifier, agency, collection_office)


@staff_app.command(cls=OneLineCommand)
def deactivate(identifier: Identifier) -> None:
    """Close an account with its sessions, from its next event on."""
    from damancom_reflex.commands.staff import set_active as run

    run(identifier, active=False)


@staff_app.command(cls=OneLineCommand)
def activate(identifier: Identifier) -> None:
    """Open a closed account again."""
    from damancom_reflex.commands.staff import set_active as run

    run(identifier, active=True)


@staff_app.command("reset-authenticator", cls=OneLineCommand)
def reset_staff_authenticator(identifier: Identifier) -> None:
    """Take the authenticator and the backup codes away; the person enrols another through the link sent by e-mail."""
    from damancom_reflex.commands.staff import reset_authenticator as run

    run(identifier)


@adhesion_app.command(cls=OneLineCommand)
def receive(reference: Reference) -> None:
    """Mark the signed forms received: from here on the applicant cannot change the request."""
    from damancom_reflex.commands.adhesion import receive as run

    run(reference)


@adhesion_app.command(cls=OneLineCommand)
def validate(
    reference: Reference,
    rib: Annotated[str, typer.Option(help="RIB on the form that the bank stamped.")] = "",
) -> None:
    """Open the account, the mandate and the debit authorisation; send the activation link."""
    from damancom_reflex.commands.adhesion import validate as run

    run(reference, rib)


@adhesion_app.command("refuse", cls=OneLineCommand)
def refuse_request(
    reference: Reference,
    reason: Annotated[str, typer.Option(help="Code of a refusal in rules/enrolment.toml.")],
    note: Note = "",
) -> None:
    """Refuse the request for a reason on file; the applicant is told."""
    from damancom_reflex.commands.adhesion import DESK

    DESK.turn_down(reference, reason, note)


@adhesion_app.command("request-correction", cls=OneLineCommand)
def request_correction(
    reference: Reference,
    reason: Annotated[str, typer.Option(help="Code of a correction in rules/enrolment.toml.")],
    note: Note = "",
) -> None:
    """Give the request back to be corrected and submitted again; the applicant is told."""
    from damancom_reflex.commands.adhesion import DESK

    DESK.request_correction(reference, reason, note)


@ipe_app.command(cls=OneLineCommand)
def review(reference: Claim) -> None:
    """Take the claim up: the employer sees that it is under review."""
    from damancom_reflex.commands.ipe import take_up as run

    run(reference)


@ipe_app.command(cls=OneLineCommand)
def accept(reference: Claim, note: Note = "") -> None:
    """Grant the indemnity; the employer and the insured person are told."""
    from damancom_reflex.commands.ipe import accept as run

    run(reference, note)


@ipe_app.command("refuse", cls=OneLineCommand)
def refuse_claim(
    reference: Claim,
    reason: Annotated[str, typer.Option(help="Code of a refusal in rules/job_loss.toml.")],
    note: Note = "",
) -> None:
    """Refuse the claim for a reason on file; the employer and the insured person are told."""
    from damancom_reflex.commands.ipe import DESK

    DESK.turn_down(reference, reason, note)


@ipe_app.command("request-correction", cls=OneLineCommand)
def request_claim_correction(
    reference: Claim,
    reason: Annotated[str, typer.Option(help="Code of a correction in rules/job_loss.toml.")],
    note: Note = "",
) -> None:
    """Give the claim back to be corrected and filed again; the employer is told."""
    from damancom_reflex.commands.ipe import DESK

    DESK.request_correction(reference, reason, note)


def main() -> None:
    """Entry point of the `damancom` command."""
    app()


if __name__ == "__main__":
    main()
