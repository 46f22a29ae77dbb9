package io.jenkins.plugins.quantum.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Clients are played by scripts of the test in the machine's own Python. */
class VendorClientTest {
    @TempDir
    Path vendors;

    private VendorPython toy;

    @BeforeEach
    void writeRequirements() throws IOException {
        Files.createDirectories(vendors.resolve("toy-cloud"));
        Files.writeString(vendors.resolve("toy-cloud/requirements.txt"), "123456789");
        toy = new VendorPython("toy-cloud", vendors);
    }

    @Test
    void shouldGiveTheLastLineAsJson() throws Exception {
        script("submit", "import sys, json\nprint('....')\nprint(json.dumps({'shots': int(sys.argv[1])}))");

        JsonNode answer = client().run("submit", "100");

        assertThat(answer.path("shots").asInt()).isEqualTo(100);
    }

    @Test
    void shouldPassNothingOnButThePathAndWhatTheTestSets() throws Exception {
        script("submit", "import os, json\nprint(json.dumps(dict(os.environ)))");

        JsonNode seen = client().with("TOY_URL", "http://127.0.0.1:1").run("submit");

        // Python itself adds LC_CTYPE in some settings; no variable of the caller's may be there.
        assertThat(seen.fieldNames())
                .toIterable()
                .contains("TOY_URL", "PATH", "HOME")
                .isSubsetOf(
                        "TOY_URL",
                        "PATH",
                        "HOME",
                        "TMPDIR",
                        "LANG",
                        "LC_CTYPE",
                        "PYTHONDONTWRITEBYTECODE",
                        "NO_PROXY",
                        "no_proxy");
        assertThat(seen.path("NO_PROXY").asText()).contains("127.0.0.1");
        assertThat(Path.of(seen.path("HOME").asText())).isNotEqualTo(Path.of(System.getProperty("user.home")));
    }

    @Test
    void shouldLeaveNothingBehind() throws Exception {
        script(
                "submit",
                "import os, json\nos.makedirs(os.path.expanduser('~/.cache/toy'))\nopen(os.path.expanduser('~/.cache/toy/x'), 'w').close()\nprint(json.dumps(os.getcwd()))");

        Path home = Path.of(client().run("submit").asText());

        assertThat(home).doesNotExist();
        assertThat(vendors.resolve("toy-cloud")).isDirectoryNotContaining("glob:**__pycache__");
    }

    @Test
    void shouldLetAScriptBeCalledLikeAPackage() throws Exception {
        script("json", "import json\nprint(json.dumps('json of Python'))");

        assertThat(client().run("json").asText()).isEqualTo("json of Python");
    }

    @Test
    void shouldSayWhatAFailedScriptSaidLast() throws Exception {
        script("submit", "raise SystemExit('no such solver')");
        VendorClient client = client();

        assertThatThrownBy(() -> client.run("submit"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("vendor client toy-cloud, script submit: ended with exit code 1: no such solver");
    }

    @Test
    void shouldRefuseAScriptThatPrintsNoJson() throws Exception {
        script("words", "print('{done')");
        script("silent", "");
        VendorClient client = client();

        assertThatThrownBy(() -> client.run("words"))
                .hasMessage("vendor client toy-cloud, script words: its last line is not JSON: {done");
        assertThatThrownBy(() -> client.run("silent"))
                .hasMessage("vendor client toy-cloud, script silent: printed nothing");
    }

    @Test
    void shouldEndAScriptAndItsChildrenAtTheDeadline() throws Exception {
        Path pid = vendors.resolve("pid");
        script(
                "hang",
                "import subprocess, sys, time\nchild = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\nopen('"
                        + pid
                        + "', 'w').write(str(child.pid))\nsys.stderr.write('waiting')\nsys.stderr.flush()\ntime.sleep(600)");
        VendorClient client = client().within(Duration.ofSeconds(3));

        assertThatThrownBy(() -> client.run("hang"))
                .hasMessage("vendor client toy-cloud, script hang: not done after 3000 ms: waiting");

        Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(Files.readString(pid)));
        child.ifPresent(
                process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        assertThat(child.filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void shouldSkipByNameWhatIsNotInstalled() {
        Map<String, String> environment = Map.of("QMLOPS_CACHE", vendors.toString());

        assertThatThrownBy(() -> VendorClient.of(toy, environment))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("vendor client toy-cloud: not tested, QMLOPS_VENDOR_TOY_CLOUD_PYTHON");
    }

    @Test
    void shouldFindTheEnvironmentThatCheckMakes() throws IOException {
        // `printf 123456789 | cksum` prints 930766865 9
        Path python = Files.createDirectories(vendors.resolve("venvs/vendor-toy-cloud-930766865/bin"))
                .resolve("python");
        assumeTrue(Files.createFile(python).toFile().setExecutable(true), "cannot make a file executable here");

        assertThat(toy.interpreter(Map.of("QMLOPS_CACHE", vendors.toString()))).contains(python);
        assertThat(toy.interpreter(Map.of("QMLOPS_CACHE", "/nowhere", toy.variable(), python.toString())))
                .contains(python);
    }

    @Test
    void shouldAddUpLikeTheCommandCksum() {
        assertThat(VendorPython.cksum(new byte[0])).isEqualTo(4294967295L);
        assertThat(VendorPython.cksum("123456789".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(930766865L);
    }

    @TestFactory
    Stream<DynamicTest> shouldHaveEachClientAsItIsPinned() throws IOException {
        Path clients = VendorPython.named("any").vendors();
        try (Stream<Path> found = Files.walk(clients, 2)) {
            return found.filter(file -> file.endsWith("requirements.txt")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getParent().getFileName().toString(), () -> comparePinsWithInstalled(file)));
        }
    }

    private static void comparePinsWithInstalled(Path file) throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(file);
        List<String> pins = lines.subList(1, lines.size());
        assertThat(lines.get(0)).startsWith("# ");
        assertThat(pins).isNotEmpty().allMatch(line -> line.matches("[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+"));

        JsonNode installed =
                VendorClient.named(file.getParent().getFileName().toString()).run("../installed");

        assertThat(pins).allSatisfy(pin -> {
            String name =
                    pin.substring(0, pin.indexOf('=')).toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
            assertThat(installed.path(name).asText()).as(name).isEqualTo(pin.substring(pin.lastIndexOf('=') + 1));
        });
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(vendors.resolve("toy-cloud").resolve(name + ".py"), text);
    }

    private VendorClient client() throws IOException, InterruptedException {
        return VendorClient.of(toy, Map.of(toy.variable(), python()));
    }

    /** The interpreter itself: what PATH has may be a shell script that adds variables. */
    private static String python() throws IOException, InterruptedException {
        boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
        assumeTrue(there, "python3 is missing");
        Process asked = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(asked.waitFor()).isZero();
        return answer.strip();
    }
}
