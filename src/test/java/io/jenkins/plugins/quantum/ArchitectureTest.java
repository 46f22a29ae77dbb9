package io.jenkins.plugins.quantum;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.ObjectInputStream;
import java.util.regex.Pattern;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.verb.POST;

/** Rules of the glue; the engine's own are tested in its folder. */
@AnalyzeClasses(packages = "io.jenkins.plugins.quantum", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ENGINE = "io.jenkins.plugins.quantum.engine..";
    private static final Pattern FORM_METHOD = Pattern.compile("do(Check|Fill|Test|Validate)[A-Z].*");

    @ArchTest
    static final ArchRule SHOULD_KEEP_JENKINS_OUT_OF_THE_ENGINE = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat(resideInAPackage("hudson..")
                    .or(resideInAPackage("jenkins.."))
                    .or(resideInAPackage("org.jenkinsci.."))
                    .or(resideInAPackage("org.kohsuke.."))
                    .or(resideInAPackage("io.jenkins.plugins.quantum..")
                            .and(DescribedPredicate.not(resideInAPackage(ENGINE)))));

    @ArchTest
    static final ArchRule SHOULD_ASK_THE_RUNNING_JENKINS_ONLY_THROUGH_THE_FACADE = noClasses()
            .that()
            .doNotBelongToAnyOf(JenkinsFacade.class)
            .and()
            .areNotAssignableTo(Descriptor.class) // their form checks ask for permissions
            .should()
            .callMethod(Jenkins.class, "get")
            .orShould()
            .callMethod(Jenkins.class, "getInstanceOrNull")
            .orShould()
            .callMethod(Jenkins.class, "getInstance");

    @ArchTest
    static final ArchRule SHOULD_CHECK_FORMS_BY_POST_AND_WITH_PERMISSION = methods()
            .that()
            .areDeclaredInClassesThat(assignableTo(Descriptor.class))
            .and()
            .haveNameMatching(FORM_METHOD.pattern())
            .should()
            .bePublic()
            .andShould()
            .beAnnotatedWith(POST.class)
            .andShould(askForPermission());

    @ArchTest
    static final ArchRule SHOULD_NOT_PERSIST_RECORDS = noFields()
            .that()
            .areDeclaredInClassesThat(assignableTo(Action.class)
                    .or(assignableTo(Describable.class))
                    .or(assignableTo(StepExecution.class)))
            .and()
            .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.TRANSIENT)
            .and()
            .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.STATIC)
            .should()
            .haveRawType(assignableTo(Record.class));

    @ArchTest
    static final ArchRule SHOULD_HAVE_NO_CYCLES_BETWEEN_PACKAGES =
            slices().matching("io.jenkins.plugins.quantum.(*)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SHOULD_BE_USED_BY_NOTHING_BUT_JENKINS = classes()
            .that()
            .resideInAPackage("..quantum.demo..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("..quantum.demo..");

    /** The plugin must start where there are no folders. */
    @ArchTest
    static final ArchRule SHOULD_KEEP_FOLDERS_IN_ONE_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("..quantum.tenants.folder..")
            .should()
            .dependOnClassesThat(resideInAPackage("com.cloudbees.hudson.plugins.folder.."));

    @ArchTest
    static final ArchRule SHOULD_LEAVE_FOLDERS_OUT_WHERE_THERE_ARE_NONE = classes()
            .that()
            .resideInAPackage("..quantum.tenants.folder..")
            .and()
            .areAnnotatedWith(Extension.class)
            .should()
            .beAnnotatedWith(optional());

    /** Entities of foreign XML could read files and ask other machines. */
    @ArchTest
    static final ArchRule SHOULD_READ_NO_XML = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("javax.xml.parsers..")
                    .or(resideInAPackage("javax.xml.transform.."))
                    .or(resideInAPackage("org.xml.sax.."))
                    .or(resideInAPackage("org.dom4j.."))
                    .or(assignableTo(XMLInputFactory.class))
                    .or(assignableTo(XMLStreamReader.class))
                    .or(assignableTo(XMLEventReader.class)));

    @ArchTest
    static final ArchRule SHOULD_NOT_MAKE_OBJECTS_THAT_A_FILE_CHOOSES = noClasses()
            .should()
            .dependOnClassesThat(
                    assignableTo(ObjectInputStream.class).or(assignableTo(ObjectMapper.DefaultTyping.class)));

    @ArchTest
    static final ArchRule SHOULD_CHOOSE_AMONG_NAMED_KINDS_ONLY =
            classes().that().areAnnotatedWith(JsonTypeInfo.class).should().beAnnotatedWith(kindsByName());

    @ArchTest
    static final ArchRule SHOULD_RUN_NO_SCRIPTS_OF_ITS_CONFIGURATION = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("groovy..")
                    .or(resideInAPackage("org.codehaus.groovy.."))
                    .or(resideInAPackage("javax.script..")));

    /** What stands in a form is kept in plain text: secrets are credentials, named by their id. */
    @ArchTest
    static final ArchRule SHOULD_KEEP_NO_SECRETS_IN_FORMS = noFields()
            .that()
            .areDeclaredInClassesThat(assignableTo(Describable.class))
            .should()
            .haveNameMatching("(?i).*(password|passphrase|secret|token|apikey|privatekey).*");

    private static DescribedPredicate<JavaAnnotation<?>> kindsByName() {
        return DescribedPredicate.describe(
                "kinds by name",
                annotation -> annotation.getRawType().isEquivalentTo(JsonTypeInfo.class)
                        && annotation
                                .get("use")
                                .filter(use -> use.toString().endsWith("NAME"))
                                .isPresent());
    }

    private static DescribedPredicate<JavaAnnotation<?>> optional() {
        return DescribedPredicate.describe(
                "an optional extension",
                annotation -> annotation.getRawType().isEquivalentTo(Extension.class)
                        && Boolean.TRUE.equals(annotation.get("optional").orElse(false)));
    }

    private static ArchCondition<JavaMethod> askForPermission() {
        return new ArchCondition<>("ask for permission") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean asks = method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getName().equals("hasPermission")
                                || call.getName().equals("checkPermission"));
                boolean validates = method.getRawReturnType().isAssignableTo(FormValidation.class);
                events.add(new SimpleConditionEvent(
                        method,
                        asks,
                        method.getFullName() + (validates ? " validates" : " fills") + " without asking"));
            }
        };
    }
}
