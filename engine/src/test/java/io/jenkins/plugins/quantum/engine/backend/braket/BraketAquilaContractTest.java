package io.jenkins.plugins.quantum.engine.backend.braket;

import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import java.util.List;
import java.util.Map;

/** The contract on a machine of neutral atoms. */
class BraketAquilaContractTest extends BraketContract {
    static final String PROGRAM =
            """
            {"braketSchemaHeader":{"name":"braket.ir.ahs.program","version":"1"},
             "setup":{"ahs_register":{"sites":[["0","0"],["0","5.5e-6"],["0","11e-6"]],"filling":[1,1,0]}},
             "hamiltonian":{"drivingFields":[{
               "amplitude":{"time_series":{"times":["0","1e-6"],"values":["0","0"]},"pattern":"uniform"},
               "phase":{"time_series":{"times":["0","1e-6"],"values":["0","0"]},"pattern":"uniform"},
               "detuning":{"time_series":{"times":["0","1e-6"],"values":["0","0"]},"pattern":"uniform"}}],
              "localDetuning":[]}}
            """;

    BraketAquilaContractTest() {
        super("quera/aquila");
    }

    /** One shot, since the last of several is not usable there. */
    @Override
    protected long shots() {
        return 1;
    }

    @Override
    protected JobRequest asymmetric() {
        return request(new NativeProgram("braket-ahs", 3, PROGRAM), List.of(Map.of()));
    }

    /** Site 0 in the Rydberg state, site 1 in the ground state, site 2 empty: the last first. */
    @Override
    protected String asymmetricOutcome() {
        return "egr";
    }
}
