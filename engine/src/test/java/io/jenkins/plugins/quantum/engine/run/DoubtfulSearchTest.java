package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job was accepted, its answer was lost, and the search for it is refused. */
class DoubtfulSearchTest {
    @TempDir
    private Path folder;

    private final SimulatedTime time = new SimulatedTime();
    private final ModelProvider garnet = new ModelProvider("garnet", time, Repetition.TAG);
    private int refusals;

    @BeforeEach
    void fail() {
        garnet.mishap((call, done) -> {
            if (call == Call.SUBMIT && done) {
                throw new BackendException("the answer was lost", Kind.IN_DOUBT);
            }
            if (call == Call.FIND && refusals-- > 0) {
                throw new BackendException("no such list", Kind.REFUSED);
            }
        });
    }

    private JobRunner.Answer answer() throws InterruptedException {
        return new Process(folder, time, 1).run(TinyJobs.of("a", garnet, 1, 10)).get("a");
    }

    @Test
    void shouldSearchAgainAfterASingleBadAnswer() throws InterruptedException {
        refusals = 2;

        assertThat(answer().failure()).isEmpty();

        assertThat(garnet.jobs()).hasSize(1);
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(1);
    }

    @Test
    void shouldSayThatItMayBillWhenTheSearchStaysRefused() throws InterruptedException {
        refusals = Integer.MAX_VALUE;

        assertThat(answer().failure()).contains("no such list");

        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(1);
        assertThat(garnet.calls(Call.FIND)).isBetween(2, 20);
    }

    @Test
    void shouldNotBelieveASingleEmptyListThatComesLateEnough() throws InterruptedException {
        refusals = 0;
        var lies = new AtomicInteger(1);
        Backend lying = (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(garnet, arguments);
                        // the list has the job, and a failing service says that it is empty
                        boolean found = method.getName().equals("find") && ((Optional<?>) answer).isPresent();
                        return found && lies.getAndDecrement() > 0 ? Optional.empty() : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });

        assertThat(new Process(folder, time, 1)
                        .run(TinyJobs.of("a", lying, 1, 10))
                        .get("a")
                        .failure())
                .isEmpty();

        assertThat(lies.get()).isNegative();
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(1);
        assertThat(garnet.jobs()).hasSize(1);
    }
}
