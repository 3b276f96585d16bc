"""The words of `damancom remission` and `damancom debits` on the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from damancom_reflex.commands.one_line import OneLineCommand

Reference = Annotated[str, typer.Argument(help="Reference of the request, DR-….")]
Day = Annotated[str, typer.Argument(help="Working day of the debits, 2023-12-11.")]
By = Annotated[str, typer.Option(help="Identifier of the officer who decides.")]
Signer = Annotated[str, typer.Option("--by", help="Identifier of the officer who signs.")]
Note = Annotated[str, typer.Option(help="The office's own words, sent with the reason.")]

remission_app = typer.Typer(
    no_args_is_help=True, help="Signed remissions: what the collection office decides."
)
debits_app = typer.Typer(no_args_is_help=True, help="Bank debits: the files of a day.")


@remission_app.command(cls=OneLineCommand)
def guarantee(
    reference: Reference,
    kind: Annotated[str, typer.Option(help="Code of a guarantee in rules/remission_life.toml.")],
    amount: Annotated[str, typer.Option(help="What it covers, in dirhams.")],
    document: Annotated[str, typer.Option(help="Reference of the paper that proves it.")],
    received_on: Annotated[str, typer.Option(help="Day it was received; today by default.")] = "",
    by: By = "",
) -> None:
    """Register a guarantee that was filed; the employer is told."""
    from damancom_reflex.commands.recouvrement import guarantee as run

    run(reference, kind, amount, document, received_on, by)


@remission_app.command(cls=OneLineCommand)
def validate(
    reference: Reference,
    *,
    guarantees_sufficient: Annotated[
        bool, typer.Option("--guarantees-sufficient", help="The guarantees filed suffice.")
    ] = False,
    down_payment_received: Annotated[
        bool, typer.Option("--down-payment-received", help="The down payment was paid in.")
    ] = False,
    by: By = "",
) -> None:
    """Validate: the debits are set from the 10th of next month on. A large remission takes two signatures."""
    from damancom_reflex.commands.recouvrement import validate as run

    run(reference, by, sufficient=guarantees_sufficient, received=down_payment_received)


@remission_app.command(cls=OneLineCommand)
def countersign(reference: Reference, by: Signer) -> None:
    """Give the second signature under the validation of a large remission."""
    from damancom_reflex.commands.recouvrement import countersign as run

    run(reference, by)


@remission_app.command("refuse", cls=OneLineCommand)
def refuse_request(
    reference: Reference,
    reason: Annotated[str, typer.Option(help="Code of a refusal in rules/remission_life.toml.")],
    note: Note = "",
    by: By = "",
) -> None:
    """Refuse the request for a reason on file; the employer is told."""
    from damancom_reflex.commands.recouvrement import turn_down as run

    run(reference, reason, note, by)


@remission_app.command("reject-debit", cls=OneLineCommand)
def reject_debit(
    reference: Reference,
    number: Annotated[int, typer.Argument(help="Number of the debit, from 1.")],
    reason: Annotated[str, typer.Option(help="Code of a rejection in rules/remission_life.toml.")],
    note: Note = "",
    by: By = "",
) -> None:
    """Record that the bank rejected a debit: the request is broken by it, what was remitted comes back."""
    from damancom_reflex.commands.recouvrement import reject_debit as run

    run(reference, number, reason, note, by)


@remission_app.command(cls=OneLineCommand)
def cancel(
    reference: Reference,
    reason: Annotated[str, typer.Option(help="Code of a break in rules/remission_life.toml.")],
    note: Note = "",
    by: By = "",
) -> None:
    """Cancel a request whose promises were not kept: what was remitted comes back."""
    from damancom_reflex.commands.recouvrement import cancel as run

    run(reference, reason, note, by)


@debits_app.command(cls=OneLineCommand)
def produce(
    day: Day,
    csv: Annotated[str, typer.Option(help="Where to write the CSV file.")] = "",
    xml: Annotated[str, typer.Option(help="Where to write the pain.008 file.")] = "",
    by: By = "",
) -> None:
    """Produce the files of a day's debits; asked again, the very same files."""
    from damancom_reflex.commands.debits import produce as run

    run(day, csv, xml, by)


@debits_app.command("sign-off", cls=OneLineCommand)
def sign_off(
    day: Day,
    count: Annotated[int, typer.Option(help="Debits counted.")],
    total: Annotated[str, typer.Option(help="Their sum, in dirhams.")],
    by: Signer,
) -> None:
    """Sign the files of a day off, by somebody who did not produce them: from here on they are the bank's."""
    from damancom_reflex.commands.debits import sign_off as run

    run(day, count, total, by)


@debits_app.command("list")
def list_batches() -> None:
    """Say which days have files, with counts, sums and fingerprints."""
    from damancom_reflex.commands.debits import list_batches as run

    run()
