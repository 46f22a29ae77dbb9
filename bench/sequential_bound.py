"""How few trials any test can take: exact figures for the table in docs/statistics.md, "How near to the best possible".

Needs NumPy and SciPy. Prints, for each pair of rates and each pair of edges, Wald's bound, Wald's test with levels fitted to ten
looks (every path computed), and the Lagrangian dual of the least mean number of trials at the bad edge over the same looks.
"""

import numpy as np
from scipy.optimize import minimize
from scipy.stats import binom

MISSED = 0.05
UNDECIDED = 0.10
CASES = [
    (0.90, 0.80, 0.01, 198),
    (0.90, 0.85, 0.01, 685),
    (0.15, 0.05, 0.01, 138),
    (0.90, 0.80, 0.0005, 293),
    (0.90, 0.85, 0.0005, 1042),
    (0.15, 0.05, 0.0005, 217),
]
"""Good, bad, false red, trials of the fixed design (FixedDesign.bernoulli)."""


class Looks:
    """Ten equal looks up to 1.5 times the fixed design, as the gates plan them."""

    def __init__(self, good, bad, fixed):
        cap = int(np.ceil(1.5 * fixed))
        self.trials = np.arange(1, 11) * int(np.ceil(cap / 10))
        sizes = np.diff(np.r_[0, self.trials])
        self.laws = {"good": [binom.pmf(np.arange(d + 1), d, good) for d in sizes]}
        self.laws["bad"] = [binom.pmf(np.arange(d + 1), d, bad) for d in sizes]
        self.ratio = []
        for n in self.trials:
            k = np.arange(n + 1)
            self.ratio.append(np.exp(k * np.log(good / bad) + (n - k) * np.log((1 - good) / (1 - bad))))

    def fitted(self, fail, ok):
        """What to do at each look and count: 1 PASS, -1 FAIL, 0 go on."""
        return [np.where(r >= ok, 1, np.where(r <= 1 / fail, -1, 0)) for r in self.ratio]

    def played(self, answers, subject):
        """Mean trials, share passed, share failed, share undecided."""
        mean = passed = failed = 0
        law = np.ones(1)
        for n, step, answer in zip(self.trials, self.laws[subject], answers):
            law = np.convolve(law, step)
            passed += law[answer == 1].sum()
            failed += law[answer == -1].sum()
            mean += n * law[answer != 0].sum()
            law = np.where(answer == 0, law, 0)
        return mean + self.trials[-1] * law.sum(), passed, failed, law.sum()

    def least(self, prices):
        """Least mean trials of a bad subject where each kind of error and of undecided runs has its price."""
        red, missed, open_bad, open_good = prices
        value = None
        for k in reversed(range(len(self.trials))):
            stop = np.minimum(red * self.ratio[k], missed)
            if value is None:
                on = open_bad + open_good * self.ratio[k]
            else:
                size = self.trials[k + 1] - self.trials[k]
                on = size + np.convolve(value, self.laws["bad"][k + 1][::-1], "valid")
            value = np.minimum(stop, on)
        return self.trials[0] + value @ self.laws["bad"][0]


def level(rate, target, most):
    """The least level whose rate of errors is at most the target."""
    low, high = 1.0, most
    for _ in range(30):
        middle = np.sqrt(low * high)
        low, high = (low, middle) if rate(middle) <= target else (middle, high)
    return high


def wald(good, bad, alpha):
    fail, ok = np.log((1 - MISSED) / alpha), np.log((1 - alpha) / MISSED)
    information_bad = bad * np.log(bad / good) + (1 - bad) * np.log((1 - bad) / (1 - good))
    information_good = good * np.log(good / bad) + (1 - good) * np.log((1 - good) / (1 - bad))
    return ((1 - alpha) * ok - alpha * fail) / information_good, ((1 - MISSED) * fail - MISSED * ok) / information_bad


def main():
    for good, bad, alpha, fixed in CASES:
        looks = Looks(good, bad, fixed)
        fail, ok = 1 / alpha, 1 / MISSED
        for _ in range(6):
            fail = level(lambda x: looks.played(looks.fitted(x, ok), "good")[2], alpha, 1 / alpha)
            ok = level(lambda x: looks.played(looks.fitted(fail, x), "bad")[1], MISSED, 1 / MISSED)
        answers = looks.fitted(fail, ok)

        def minus_dual(logs):
            prices = np.exp(logs)
            allowed = np.array([alpha, MISSED, UNDECIDED, UNDECIDED])
            return prices @ allowed - looks.least(prices)

        starts = [np.array(x) + np.log(looks.trials[-1] / 300) for x in ([7.0, 6, 4, 4], [9.0, 7, 6, 6], [8.0, 5, 3, 5])]
        options = {"maxiter": 1500, "xatol": 1e-3, "fatol": 1e-3}
        dual = max(-minimize(minus_dual, x, method="Nelder-Mead", options=options).fun for x in starts)
        saved = [100 * (1 - x / fixed) for x in (*wald(good, bad, alpha), *(looks.played(answers, s)[0] for s in ("good", "bad")), dual)]
        print(f"{good}/{bad} at {alpha}: Wald's bound {saved[0]:.1f} %, {saved[1]:.1f} %; ", end="")
        print(f"fitted {saved[2]:.1f} %, {saved[3]:.1f} %; any test at most {saved[4]:.1f} % at the bad edge", flush=True)


if __name__ == "__main__":
    main()
