package io.jenkins.plugins.quantum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** What the Jenkins project asks of a plugin that it hosts, as far as a machine can see it: docs/jenkins/hosting.md has the list. */
class HostingTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "."));
    private static final Path VIEWS = ROOT.resolve("src/main/resources");
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    private static Document pom() throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(ROOT.resolve("pom.xml").toFile());
    }

    private static String text(Document pom, String path) throws Exception {
        return XPATH.evaluate(path, pom).trim();
    }

    @Test
    void shouldNameThePluginAsHostingWants() throws Exception {
        Document pom = pom();
        assertThat(text(pom, "/project/groupId")).isEqualTo("io.jenkins.plugins");
        assertThat(text(pom, "/project/artifactId"))
                .matches("[a-z0-9-]+")
                .hasSizeLessThan(37)
                .doesNotContain("jenkins");
        assertThat(text(pom, "/project/name")).isNotEmpty().doesNotContainIgnoringCase("jenkins");
        assertThat(text(pom, "/project/url")).isEqualTo("https://github.com/jenkinsci/${project.artifactId}-plugin");
        assertThat(text(pom, "/project/licenses/license/name")).isNotEmpty();
        assertThat(text(pom, "/project/developers")).isEmpty();
        assertThat(text(pom, "/project/scm/connection")).startsWith("scm:git:https://");
        assertThat(text(pom, "/project/scm/tag")).isEqualTo("${scmTag}");
    }

    @Test
    void shouldStandOnANewParentAndCore() throws Exception {
        Document pom = pom();
        assertThat(text(pom, "/project/parent/artifactId")).isEqualTo("plugin");
        assertThat(Integer.parseInt(text(pom, "/project/parent/version").split("\\.")[1]))
                .isGreaterThanOrEqualTo(2211);
        assertThat(text(pom, "/project/properties/jenkins.version")).isEqualTo("${jenkins.baseline}.3");
        assertThat(Double.parseDouble(text(pom, "/project/properties/jenkins.baseline")))
                .isGreaterThanOrEqualTo(2.541);
        assertThat(text(pom, "/project/version")).isEqualTo("${changelist}");
        assertThat(text(pom, "/project/properties/changelist")).isEqualTo("999999-SNAPSHOT");
        for (String forbidden :
                List.of("java.level", "maven.compiler.source", "maven.compiler.target", "maven.compiler.release")) {
            assertThat(text(pom, "/project/properties/" + forbidden))
                    .as(forbidden)
                    .isEmpty();
        }
        assertThat(text(pom, "/project/properties/hpi.strictBundledArtifacts")).isEqualTo("true");
        for (String ban : List.of(
                "ban-commons-lang-2.skip",
                "ban-deprecated-stapler.skip",
                "ban-junit4-imports.skip",
                "banObsoleteDependencyOverrides.skip")) {
            assertThat(text(pom, "/project/properties/" + ban)).as(ban).isEqualTo("false");
        }
        assertThat(Files.readString(ROOT.resolve("pom.xml")).replace("http://maven.apache.org/", ""))
                .doesNotContain("<url>http://")
                .doesNotContain("</url>http://");
    }

    @Test
    void shouldHaveTheFilesThatHostingWants() throws Exception {
        assertThat(Files.readString(ROOT.resolve(".github/CODEOWNERS")))
                .contains("* @jenkinsci/quantum-mlops-plugin-developers");
        assertThat(Files.readString(ROOT.resolve(".gitignore"))).contains("target", "work");
        assertThat(Files.readString(ROOT.resolve("Jenkinsfile")).strip())
                .startsWith("buildPlugin(")
                .endsWith(")")
                .containsPattern("platform: '\\w+', jdk: (21|25)\\]");
        assertThat(Files.readString(ROOT.resolve(".mvn/maven.config"))).contains("-Dchangelist.format=%d.v%s");
        for (String file : List.of(
                ".mvn/extensions.xml",
                ".github/workflows/jenkins-security-scan.yml",
                ".github/workflows/cd.yaml",
                ".github/dependabot.yml",
                "LICENSE",
                "README.md",
                "src/main/resources/index.jelly")) {
            assertThat(ROOT.resolve(file)).isRegularFile();
        }
        assertThat(ROOT.resolve(".github/release-drafter.yml")).doesNotExist();
    }

    @Test
    void shouldNotPutCodeOrStylesIntoViews() throws IOException {
        List<Pattern> forbidden = List.of(
                Pattern.compile("<style", Pattern.CASE_INSENSITIVE),
                Pattern.compile(
                        "<script(?![^>]*(?:type=\"application/json\"|\\ssrc=))[^>]*>", Pattern.CASE_INSENSITIVE),
                Pattern.compile(
                        "\\son(?:click|change|load|error|submit|key\\w+|mouse\\w+)\\s*=", Pattern.CASE_INSENSITIVE),
                Pattern.compile("javascript:", Pattern.CASE_INSENSITIVE),
                Pattern.compile("checkUrl(?![^>]*checkDependsOn)"));
        var found = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(VIEWS)) {
            for (Path view :
                    files.filter(file -> file.toString().endsWith(".jelly")).toList()) {
                String text = Files.readString(view);
                if (!text.startsWith("<?jelly escape-by-default='true'?>")) {
                    found.put(VIEWS.relativize(view).toString(), "does not begin with escape-by-default");
                }
                for (Pattern pattern : forbidden) {
                    if (pattern.matcher(text).find()) {
                        found.put(VIEWS.relativize(view).toString(), pattern.pattern());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void shouldNotThrowAnAnswerAboutPermissionsAway() throws IOException {
        var alone = Pattern.compile("(?m)^\\s*(?!return\\b)[\\w.()]*\\bhasPermission\\([^;]*?\\);");
        assertThat("  if (!job.hasPermission(x)) {\n    job.hasPermission(Item.READ);\n")
                .containsPattern(alone);
        try (Stream<Path> sources = Files.walk(ROOT.resolve("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                assertThat(Files.readString(source)).as(source.toString()).doesNotContainPattern(alone);
            }
        }
    }

    @Test
    void shouldExplainEachFieldOfAForm() throws IOException {
        var field = Pattern.compile("<f:entry[^>]*\\sfield=\"([^\"$]+)\"");
        var missing = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(VIEWS)) {
            for (Path view : files.filter(file -> file.getFileName().toString().matches("(config|global).*\\.jelly"))
                    .toList()) {
                if (takesHelpFromElsewhere(view)) {
                    continue;
                }
                field.matcher(Files.readString(view))
                        .results()
                        .map(match -> view.resolveSibling("help-" + match.group(1) + ".html"))
                        .filter(help -> !Files.exists(help))
                        .forEach(help -> missing.add(VIEWS.relativize(help).toString()));
            }
        }
        assertThat(missing).isEmpty();
    }

    /** A descriptor that sends its fields to the help of another class. */
    private static boolean takesHelpFromElsewhere(Path view) throws IOException {
        Path source = ROOT.resolve("src/main/java").resolve(VIEWS.relativize(view.getParent()) + ".java");
        return Files.exists(source)
                && Files.readString(source).matches("(?s).*(addHelpFileRedirect|String getHelpFile).*");
    }
}
