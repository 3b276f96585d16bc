"""The demo: invented employers, accounts, debts and employees that show every case, and the loader that writes them.

Nothing here is anybody's: names, numbers and amounts are made up, with keys that are right.
"""

from damancom_reflex.demo.enrolments import Enrolment, enrolments
from damancom_reflex.demo.insured import InsuredCard, insured
from damancom_reflex.demo.loader import DemoOffError, load
from damancom_reflex.demo.personas import Company, Persona, personas

__all__ = [
    "Company",
    "DemoOffError",
    "Enrolment",
    "InsuredCard",
    "Persona",
    "enrolments",
    "insured",
    "load",
    "personas",
]
