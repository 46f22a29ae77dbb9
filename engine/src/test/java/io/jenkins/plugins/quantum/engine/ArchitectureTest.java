package io.jenkins.plugins.quantum.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Holds the shape of the engine: who may know whom, and what nobody may do. */
@AnalyzeClasses(packages = ArchitectureTest.ENGINE, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ENGINE = "io.jenkins.plugins.quantum.engine";

    /** Ground floor first: a package may know those before it. */
    static final List<String> FLOORS = List.of(
            "diagnostic",
            "circuit",
            "stats",
            "noise",
            "backend",
            "cost",
            "suite",
            "gate",
            "run",
            "report",
            "track",
            "cli");

    @ArchTest
    static final ArchRule packagesKnowOnlyThoseBelow = floors();

    @ArchTest
    static final ArchRule pythonKnowsCircuitsOnly = noClasses()
            .that()
            .resideInAPackage(in("python"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(inAll(FLOORS.subList(2, FLOORS.size()))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule groundFloorsDoNotKnowPython = noClasses()
            .that()
            .resideInAnyPackage(in("diagnostic"), in("circuit"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(in("python"));

    @ArchTest
    static final ArchRule noJenkins = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jenkins..", "hudson..", "org.kohsuke..", "org.jenkinsci..");

    @ArchTest
    static final ArchRule commandLineLibraryOnlyInTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage(in("cli"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule noLoggingButThePlatforms = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "org.apache.commons.logging..", "org.apache.logging..")
            .because(
                    "the engine tells its callers through results, exceptions and listeners, and logs only faults of its own");

    @ArchTest
    static final ArchRule onlyTheCommandLineEndsTheProcess =
            noClasses().that().resideOutsideOfPackage(in("cli")).should().callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that()
            .resideOutsideOfPackage(in("cli"))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule randomnessIsSeeded = noClasses()
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class)
            .because("every random number comes from stats.Seed, so that a run can be repeated");

    @ArchTest
    static final ArchRule gatesArePure = noClasses()
            .that()
            .resideInAPackage(in("gate"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..")
            .because("a gate judges what was measured and does nothing else");

    private static ArchRule floors() {
        return CompositeArchRule.of(IntStream.range(0, FLOORS.size() - 1)
                .mapToObj(floor -> noClasses()
                        .that()
                        .resideInAPackage(in(FLOORS.get(floor)))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(inAll(FLOORS.subList(floor + 1, FLOORS.size()))))
                        .allowEmptyShould(true)
                        .as(FLOORS.get(floor) + " knows only the packages below it"))
                .toList());
    }

    private static String in(String name) {
        return ENGINE + "." + name + "..";
    }

    private static String[] inAll(List<String> names) {
        List<String> patterns = new ArrayList<>();
        names.forEach(name -> patterns.add(in(name)));
        return patterns.toArray(String[]::new);
    }
}
