package io.jenkins.plugins.quantum.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import hudson.FilePath;
import jenkins.agents.ControllerToAgentFileCallable;

@AnalyzeClasses(packages = "io.jenkins.plugins.quantum", importOptions = ImportOption.DoNotIncludeTests.class)
class AgentArchitectureTest {
    /** What runs on an agent must not reach for what only the controller has. */
    @ArchTest
    static final ArchRule UNITS_KNOW_NO_CONTROLLER = noClasses()
            .that()
            .resideInAPackage("io.jenkins.plugins.quantum.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jenkins.model..", "hudson.model..", "org.jenkinsci.plugins.workflow..");

    @ArchTest
    static final ArchRule CALLS_GO_FROM_CONTROLLER_TO_AGENT_ONLY = classes()
            .that()
            .areAssignableTo(hudson.remoting.Callable.class)
            .or()
            .areAssignableTo(FilePath.FileCallable.class)
            .should()
            .beAssignableTo(ControllerToAgentFileCallable.class);
}
