package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.gate.accuracy.AccuracyGate;
import io.jenkins.plugins.quantum.engine.gate.allowedstates.AllowedStatesGate;
import io.jenkins.plugins.quantum.engine.gate.auc.AucGate;
import io.jenkins.plugins.quantum.engine.gate.calibration.CalibrationGate;
import io.jenkins.plugins.quantum.engine.gate.chainbreaks.ChainBreaksGate;
import io.jenkins.plugins.quantum.engine.gate.classical.ClassicalGate;
import io.jenkins.plugins.quantum.engine.gate.coherenterror.CoherentErrorGate;
import io.jenkins.plugins.quantum.engine.gate.compiledsize.CompiledSizeGate;
import io.jenkins.plugins.quantum.engine.gate.crossentropy.CrossEntropyGate;
import io.jenkins.plugins.quantum.engine.gate.crosstalk.CrosstalkGate;
import io.jenkins.plugins.quantum.engine.gate.energygap.EnergyGapGate;
import io.jenkins.plugins.quantum.engine.gate.entangled.EntangledGate;
import io.jenkins.plugins.quantum.engine.gate.entanglingcapability.EntanglingCapabilityGate;
import io.jenkins.plugins.quantum.engine.gate.equivalence.EquivalenceGate;
import io.jenkins.plugins.quantum.engine.gate.expectation.ExpectationGate;
import io.jenkins.plugins.quantum.engine.gate.expressibility.ExpressibilityGate;
import io.jenkins.plugins.quantum.engine.gate.f1.F1Gate;
import io.jenkins.plugins.quantum.engine.gate.fidelity.FidelityGate;
import io.jenkins.plugins.quantum.engine.gate.folddecay.FoldDecayGate;
import io.jenkins.plugins.quantum.engine.gate.gradientvariance.GradientVarianceGate;
import io.jenkins.plugins.quantum.engine.gate.groundstaterate.GroundStateRateGate;
import io.jenkins.plugins.quantum.engine.gate.inputperturbation.InputPerturbationGate;
import io.jenkins.plugins.quantum.engine.gate.kernelalignment.KernelAlignmentGate;
import io.jenkins.plugins.quantum.engine.gate.kernelconcentration.KernelConcentrationGate;
import io.jenkins.plugins.quantum.engine.gate.kernelpsd.KernelPsdGate;
import io.jenkins.plugins.quantum.engine.gate.mcc.MccGate;
import io.jenkins.plugins.quantum.engine.gate.mirror.MirrorGate;
import io.jenkins.plugins.quantum.engine.gate.noisebudget.NoiseBudgetGate;
import io.jenkins.plugins.quantum.engine.gate.noisedrop.NoiseDropGate;
import io.jenkins.plugins.quantum.engine.gate.noisesweep.NoiseSweepGate;
import io.jenkins.plugins.quantum.engine.gate.parametershift.ParameterShiftGate;
import io.jenkins.plugins.quantum.engine.gate.product.ProductGate;
import io.jenkins.plugins.quantum.engine.gate.regression.RegressionGate;
import io.jenkins.plugins.quantum.engine.gate.regressionerror.RegressionErrorGate;
import io.jenkins.plugins.quantum.engine.gate.reproducibility.ReproducibilityGate;
import io.jenkins.plugins.quantum.engine.gate.resources.ResourcesGate;
import io.jenkins.plugins.quantum.engine.gate.squareddistance.SquaredDistanceGate;
import io.jenkins.plugins.quantum.engine.gate.statefidelity.StateFidelityGate;
import io.jenkins.plugins.quantum.engine.gate.superposition.SuperpositionGate;
import io.jenkins.plugins.quantum.engine.gate.svmaccuracy.SvmAccuracyGate;
import io.jenkins.plugins.quantum.engine.gate.timetosolution.TimeToSolutionGate;
import io.jenkins.plugins.quantum.engine.gate.worstclass.WorstClassGate;
import io.jenkins.plugins.quantum.engine.suite.GateCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gates that exist. Adding one adds its folder, its page in {@code docs/gates/} and a line here. */
public final class Gates implements GateCatalog {
    private static final List<Gate> ALL = List.of(
            new FidelityGate(),
            new CrossEntropyGate(),
            new SquaredDistanceGate(),
            new AllowedStatesGate(),
            new ClassicalGate(),
            new SuperpositionGate(),
            new EntangledGate(),
            new ProductGate(),
            new MirrorGate(),
            new AccuracyGate(),
            new F1Gate(),
            new MccGate(),
            new AucGate(),
            new WorstClassGate(),
            new CalibrationGate(),
            new RegressionErrorGate(),
            new NoiseDropGate(),
            new NoiseBudgetGate(),
            new NoiseSweepGate(),
            new FoldDecayGate(),
            new CoherentErrorGate(),
            new CrosstalkGate(),
            new InputPerturbationGate(),
            new ExpectationGate(),
            new ResourcesGate(),
            new CompiledSizeGate(),
            new EquivalenceGate(),
            new StateFidelityGate(),
            new RegressionGate(),
            new ReproducibilityGate(),
            new GroundStateRateGate(),
            new EnergyGapGate(),
            new TimeToSolutionGate(),
            new ChainBreaksGate(),
            new KernelPsdGate(),
            new KernelConcentrationGate(),
            new KernelAlignmentGate(),
            new SvmAccuracyGate(),
            new ParameterShiftGate(),
            new GradientVarianceGate(),
            new ExpressibilityGate(),
            new EntanglingCapabilityGate());

    /** Distances of observed frequencies are never 0, not even for a perfect device. */
    private static final String BIASED =
            "counts of a perfect device have it too, the more the more outcomes there are: use fidelity, cross-entropy or squared-distance,"
                    + " which are free of that bias and report ";

    @Override
    public Map<String, String> reportedOnly() {
        return Map.of(
                "tvd", BIASED + "tvd",
                "hellinger", BIASED + "hellinger",
                "hellinger-fidelity", BIASED + "hellinger",
                "total-variation", BIASED + "tvd",
                "qed-c", BIASED + "qed-c");
    }

    @Override
    public List<Gate> kinds() {
        return ALL;
    }

    @Override
    public Optional<Gate> find(String name) {
        return ALL.stream().filter(gate -> gate.name().equals(name)).findFirst();
    }
}
