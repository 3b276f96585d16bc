"""The rules of the house, pure: no screen, database, network or clock.

Centimes are `int`, rates are basis points (`6000` is 60 %), days are `datetime.date`, a period is
an `int` `YYYYMM`.
"""
