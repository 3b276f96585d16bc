"""The command line `damancom`: serve, demo, migrate, simulate, due, audit, create-staff, adhesion, ipe."""

from __future__ import annotations

from typing import Annotated

import typer

from damancom_reflex.commands.one_line import OneLineCommand
from damancom_reflex.commands.simulate import simulate

Reference = Annotated[str, typer.Argument(help="Reference of the request, DA-….")]
Claim = Annotated[str, typer.Argument(help="Reference of the claim, IP-….")]
Note = Annotated[str, typer.Option(help="The agency's own words, sent with the reason.")]

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Damancom, the employers' desk.")
audit_app = typer.Typer(no_args_is_help=True, help="The audit trail.")
app.add_typer(audit_app, name="audit")
adhesion_app = typer.Typer(
    no_args_is_help=True, help="Requests of adhésion: what the agency decides."
)
app.add_typer(adhesion_app, name="adhesion")
ipe_app = typer.Typer(no_args_is_help=True, help="Claims of IPE: what the fund decides.")
app.add_typer(ipe_app, name="ipe")
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
    """Do what time brings: expiries, reminders, messages. Safe to run twice."""
    from damancom_reflex.commands.due import due as run

    run()


@audit_app.command()
def verify() -> None:
    """Check the chain of the audit trail; names the first row that was altered, removed or inserted."""
    from damancom_reflex.commands.audit import verify as run

    run()


@app.command("create-staff")
def create_staff(
    identifier: Annotated[str, typer.Argument(help="Identifier to sign in with.")],
    role: Annotated[
        str, typer.Option(help="AGENCY_OFFICER, COLLECTION_OFFICER, CLAIMS_OFFICER or SUPERVISOR.")
    ],
    name: Annotated[str, typer.Option(help="Name shown on screen.")],
    email: Annotated[str, typer.Option(help="Where the activation link goes.")],
    phone: Annotated[str, typer.Option(help="Mobile number for codes.")],
) -> None:
    """Create a staff account; the person sets a password through the link sent by e-mail."""
    from damancom_reflex.commands.staff import create_staff as run

    run(identifier, role, name, email, phone)


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
    from damancom_reflex.commands.adhesion import turn_down as run

    run(reference, reason, note)


@adhesion_app.command("request-correction", cls=OneLineCommand)
def request_correction(
    reference: Reference,
    reason: Annotated[str, typer.Option(help="Code of a correction in rules/enrolment.toml.")],
    note: Note = "",
) -> None:
    """Give the request back to be corrected and submitted again; the applicant is told."""
    from damancom_reflex.commands.adhesion import request_correction as run

    run(reference, reason, note)


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
    from damancom_reflex.commands.ipe import turn_down as run

    run(reference, reason, note)


@ipe_app.command("request-correction", cls=OneLineCommand)
def request_claim_correction(
    reference: Claim,
    reason: Annotated[str, typer.Option(help="Code of a correction in rules/job_loss.toml.")],
    note: Note = "",
) -> None:
    """Give the claim back to be corrected and filed again; the employer is told."""
    from damancom_reflex.commands.ipe import request_correction as run

    run(reference, reason, note)


def main() -> None:
    """Entry point of the `damancom` command."""
    app()


if __name__ == "__main__":
    main()
