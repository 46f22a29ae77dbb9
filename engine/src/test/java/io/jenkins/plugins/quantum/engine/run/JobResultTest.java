package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results that come late, wrong or not at all, and what they cost. */
class JobResultTest extends ServiceJobs {
    @Test
    void shouldWaitForResultsThatCannotBeReadYet() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE)
                .mishap(failing(Call.FETCH, true, fault(Kind.TRANSIENT), fault(Kind.TRANSIENT)));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
        assertThat(garnet.calls(Call.FETCH)).isEqualTo(3);
    }

    @Test
    void shouldReadAResultAgainBeforeItBelievesThatItCannotBeRead() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE)
                .mishap(failing(Call.FETCH, true, fault(Kind.REFUSED), fault(Kind.REFUSED), fault(Kind.REFUSED)));

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
        assertThat(garnet.calls(Call.FETCH)).isEqualTo(4);
        assertThat(process.open()).isEmpty();
    }

    @Test
    void shouldNotPayAgainWhenTheCredentialsAreDeniedForTheResult() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap((call, effect) -> {
            if (call == Call.FETCH) {
                throw new BackendException("the key was withdrawn", Kind.UNAUTHORISED);
            }
        });

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEqualTo("the key was withdrawn");
        assertThat(process.open()).singleElement().satisfies(bill -> assertThat(bill.state())
                .isEqualTo("OPEN"));
        garnet.mishap((call, effect) -> {});
        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).as("its result was waiting").hasSize(1);
    }

    @Test
    void shouldNeverTakeAResultOfAnotherSize() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).withholding(1);

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 2, 10)).get("a").failure())
                .isEqualTo("garnet returned 1 results for 2 runs");
        assertThat(process.open()).singleElement().satisfies(bill -> assertThat(bill.state())
                .isEqualTo("UNREADABLE"));
        garnet.withholding(0);
        assertThat(process().run(TinyJobs.of("a", garnet, 2, 10)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).hasSize(1);
    }

    @Test
    void shouldCountWhatTheProviderSaysThatItBilled() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE)
                .facts(Map.of("billed", "0.42", "billed.unit", "USD"))
                .limits(1, 1, 100);

        Process process = process();
        var answer = process.run(TinyJobs.of("a", garnet, 3, 10)).get("a");

        assertThat(process.spent()).isEqualTo("1.26 USD");
        assertThat(answer.result().facts()).containsEntry("billed", "1.26");
    }
}
