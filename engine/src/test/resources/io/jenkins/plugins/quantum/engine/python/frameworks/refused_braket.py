"""What cannot be exported from Amazon Braket."""

import numpy as np
from braket.circuits import Circuit, Observable

noisy = Circuit().h(0).depolarizing(0, 0.1)
verbatim = Circuit().add_verbatim_box(Circuit().rx(0, 0.1))
matrix = Circuit().unitary(matrix=np.eye(4), targets=[0, 1])
placeless = Observable.Z()
