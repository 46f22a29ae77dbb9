package io.jenkins.plugins.quantum.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.POST;

/** Every web method of the plugin, found by its name: it answers to POST only and asks for a permission, or is known to only read. */
class WebMethodsTest {
    /** Those who only read: they answer to GET, to whoever may read the job or build that they belong to. */
    private static final Set<String> READING = Set.of(
            "QuantumJobAction.doCharts",
            "QuantumBuildAction.doFiles",
            "BackendsPage.doUsage",
            "QuantumLiveAction.doProgress");

    /** Asks for permission in a method that it calls. */
    private static final Set<String> ASK_ELSEWHERE = Set.of("AuditPage.doCsv", "AuditPage.doJson");

    private static List<JavaMethod> webMethods() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.jenkins.plugins.quantum")
                        .stream()
                        .filter(type -> !type.getPackageName().contains("quantum.engine"))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getName().matches("do[A-Z].*"))
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .toList();
    }

    private static String name(JavaMethod method) {
        return method.getOwner().getSimpleName() + "." + method.getName();
    }

    private static boolean asks(JavaMethod method) {
        return ASK_ELSEWHERE.contains(name(method))
                || method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getName().matches("hasPermission|checkPermission"));
    }

    @Test
    void shouldAnswerToPostOnlyAndAskForPermission() {
        List<JavaMethod> methods = webMethods();
        assertThat(methods).hasSizeGreaterThan(9);
        var wrong = new TreeSet<String>();
        for (JavaMethod method : methods) {
            boolean posts = method.isAnnotatedWith(POST.class) || method.isAnnotatedWith(RequirePOST.class);
            if (!posts && !READING.contains(name(method))) {
                wrong.add(name(method) + " answers to GET");
            }
            if (posts && !asks(method)) {
                wrong.add(name(method) + " asks for no permission");
            }
        }
        assertThat(wrong).isEmpty();
    }
}
