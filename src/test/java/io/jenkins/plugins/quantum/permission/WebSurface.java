package io.jenkins.plugins.quantum.permission;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.bind.JavaScriptMethod;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** Everything of the plugin that an address can lead to, found in its classes and views. */
final class WebSurface {
    private static final Path VIEWS = Path.of("src/main/resources/io/jenkins/plugins/quantum");

    private WebSurface() {}

    /** Methods that answer requests or lead to objects that do, as {@code Class.method}. */
    static Set<String> methods() {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.jenkins.plugins.quantum")) {
            if (!type.getPackageName().contains("quantum.engine")) {
                type.getMethods().stream().filter(WebSurface::bound).forEach(method -> found.add(name(method)));
            }
        }
        return found;
    }

    /** A nested descriptor goes by the name of what it describes. */
    private static String name(JavaMethod method) {
        JavaClass owner = method.getOwner();
        String outer = owner.getEnclosingClass()
                .map(around -> around.getSimpleName() + ".")
                .orElse("");
        return outer + owner.getSimpleName() + "." + method.getName();
    }

    private static boolean bound(JavaMethod method) {
        Set<JavaModifier> modifiers = method.getModifiers();
        if (!modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.SYNTHETIC)) {
            return false;
        }
        String name = method.getName();
        if (name.matches("do[A-Z].*|getDynamic|getTarget")
                || method.isAnnotatedWith(WebMethod.class)
                || method.isAnnotatedWith(JavaScriptMethod.class)
                || method.isAnnotatedWith(GET.class)
                || method.isAnnotatedWith(POST.class)) {
            return true;
        }
        return leadsOn(method);
    }

    /** A part of an address chooses what a getter returns. */
    private static boolean leadsOn(JavaMethod method) {
        List<String> parameters =
                method.getRawParameterTypes().stream().map(JavaClass::getName).toList();
        return !method.getModifiers().contains(JavaModifier.STATIC)
                && method.getName().matches("get[A-Z].*")
                && (parameters.equals(List.of("java.lang.String"))
                        || parameters.equals(List.of("int"))
                        || parameters.equals(List.of("long")));
    }

    /** Pages, as {@code package/Class}. */
    static Set<String> pages() throws IOException {
        try (Stream<Path> files = Files.walk(VIEWS)) {
            Set<String> found = new TreeSet<>();
            files.filter(file -> file.endsWith("index.jelly"))
                    .map(file ->
                            String.valueOf(VIEWS.relativize(file).getParent()).replace('\\', '/'))
                    .forEach(found::add);
            return found;
        }
    }
}
