package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs of services that fail, in simulated time. */
class ServiceJobsTest {
    @TempDir
    private Path folder;

    private final SimulatedTime time = new SimulatedTime();
    private final List<Instant> submissions = new ArrayList<>();

    private ModelProvider provider(Repetition repetition) {
        return new ModelProvider("garnet", time, repetition).device("braket/iqm/garnet");
    }

    private Process process() {
        return new Process(folder, time, 1);
    }

    private List<Journal.Entry> journal() {
        return Process.journal(folder);
    }

    private <T extends Journal.Entry> List<T> journal(Class<T> kind) {
        return journal().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Throws what is listed, one a call, then nothing; {@code done}: after the call's effect. */
    private ModelProvider.Mishap failing(Call which, boolean done, BackendException... failures) {
        Deque<BackendException> left = new ArrayDeque<>(List.of(failures));
        return (call, effect) -> {
            if (call == Call.SUBMIT && !effect) {
                submissions.add(time.instant());
            }
            if (call == which && effect == done && !left.isEmpty()) {
                throw left.poll();
            }
        };
    }

    private static BackendException fault(Kind kind) {
        return new BackendException("it went wrong", kind);
    }

    @Test
    void shouldWriteTokenDeviceAndWorstCostBeforeTheSubmission() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.TOKEN);

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 2, 1000))
                        .get("a")
                        .result()
                        .outcomes())
                .hasSize(2);

        Journal.Intent intent = journal(Journal.Intent.class).get(0);
        assertThat(intent.token()).isEqualTo("token-1-0");
        assertThat(intent.device()).isEqualTo("braket/iqm/garnet");
        assertThat(intent.shots()).isEqualTo(2000);
        assertThat(intent.worst()).isEqualTo("3.20 USD");
        assertThat(intent.at()).isEqualTo(SimulatedTime.START.toString());
        assertThat(garnet.jobs()).singleElement().satisfies(job -> assertThat(job.token())
                .isEqualTo("token-1-0"));
        assertThat(process.spent()).isEqualTo("3.20 USD");
        assertThat(process.open()).isEmpty();
    }

    @Test
    void shouldGiveAnotherRunsSameJobAnotherToken() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.TOKEN);
        process().run(TinyJobs.of("a", garnet, 1, 10));
        new Process(folder.resolve("other"), time, 2).run(TinyJobs.of("a", garnet, 1, 10));

        assertThat(garnet.jobs())
                .extracting(ModelProvider.Job::token)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void shouldSplitWhatIsTooLargeAndJoinItInOrder() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.TOKEN).limits(2, 10, 400);

        var answer = process().run(TinyJobs.of("a", garnet, 3, 1000)).get("a");

        assertThat(garnet.jobs())
                .extracting(job -> job.request().id() + " "
                        + job.request().bindings().size() + " " + job.request().shots())
                .containsExactlyInAnyOrder(
                        "a/0 2 334", "a/1 2 333", "a/2 2 333", "a/3 1 334", "a/4 1 333", "a/5 1 333");
        assertThat(garnet.jobs()).extracting(job -> job.request().seed()).doesNotHaveDuplicates();
        assertThat(answer.result().outcomes())
                .extracting(outcome -> outcome.counts().shots())
                .containsExactly(1000L, 1000L, 1000L);
        Counts first =
                garnet.result(garnet.jobs().get(0).request()).outcomes().get(0).counts();
        assertThat(answer.result().outcomes().get(0).counts().counts().keySet())
                .containsAll(first.counts().keySet());
        assertThat(folder.resolve("evidence/a-0.json")).isRegularFile();
        assertThat(process().run(TinyJobs.of("a", garnet, 3, 1000)).get("a")).isEqualTo(answer);
        assertThat(garnet.jobs()).hasSize(6);
    }

    @Test
    void shouldRunOnlyTheMissingPartAgain() throws Exception {
        ModelProvider garnet = provider(Repetition.NONE).limits(1, 1, 1000);
        process().run(TinyJobs.of("a", garnet, 3, 100));
        Files.delete(folder.resolve("evidence/a-1.json"));

        assertThat(process().run(TinyJobs.of("a", garnet, 3, 100)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).as("what was paid for is fetched once more").hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"TRANSIENT", "THROTTLED", "OFFLINE"})
    void shouldSubmitAgainWhatWasNotAccepted(Kind kind) throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap(failing(Call.SUBMIT, false, fault(kind), fault(kind)));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();

        assertThat(garnet.jobs()).hasSize(1);
        assertThat(journal(Journal.NotAccepted.class)).hasSize(2);
        assertThat(submissions).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void shouldLeaveTheWholeAccountAloneForAsLongAsItAsks() throws InterruptedException {
        var wait = new BackendException("too many", Kind.THROTTLED, Duration.ofSeconds(300), null);
        ModelProvider one = provider(Repetition.NONE).account("shared").mishap(failing(Call.SUBMIT, false, wait));
        ModelProvider two = new ModelProvider("fez", time, Repetition.NONE)
                .account("shared")
                .mishap(failing(Call.FIND, false));

        process().run(TinyJobs.of("a", one, 1, 10), TinyJobs.of("b", two, 1, 10));

        assertThat(submissions).hasSize(3);
        assertThat(submissions.subList(1, 3))
                .allMatch(at -> !at.isBefore(SimulatedTime.START.plusSeconds(300)), "not before the service asked");
    }

    @Test
    void shouldOutliveATokenThatExpiresBetweenSubmissions() throws InterruptedException {
        int[] submissions = new int[1];
        ModelProvider garnet = provider(Repetition.NONE).mishap((call, effect) -> {
            if (call == Call.SUBMIT && !effect && ++submissions[0] > 1 && submissions[0] < 5) {
                throw new BackendException("the token has expired", Kind.UNAUTHORISED);
            }
        });

        var answers = process().run(TinyJobs.of("a", garnet, 1, 10), TinyJobs.of("b", garnet, 1, 10));

        assertThat(answers.values()).extracting(JobRunner.Answer::failure).containsOnly("");
        assertThat(garnet.jobs()).hasSize(2);
    }

    @Test
    void shouldTryCredentialsThatNeverWorkedOnceMore() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap((call, effect) -> {
            if (call == Call.SUBMIT) {
                throw new BackendException("the key is not accepted: renew it", Kind.UNAUTHORISED);
            }
        });

        var answer = process().run(TinyJobs.of("a", garnet, 1, 10)).get("a");

        assertThat(answer.failure()).isEqualTo("the key is not accepted: renew it");
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(2);
    }

    @Test
    void shouldOutliveATokenThatExpiresInMidPoll() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap(failing(Call.STATUS, false, fault(Kind.UNAUTHORISED)));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).hasSize(1);
    }

    @Test
    void shouldSayThatAJobMayBillWhenItsStateIsDeniedForEver() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap((call, effect) -> {
            if (call == Call.STATUS) {
                throw new BackendException("the key was withdrawn", Kind.UNAUTHORISED);
            }
        });

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 1, 1000)).get("a").failure())
                .isEqualTo("the key was withdrawn");
        assertThat(process.open())
                .containsExactly(new RunResult.OpenBill(
                        "garnet", "braket/iqm/garnet", "job-1", "OPEN", "1.75 USD", "the key was withdrawn"));
        garnet.mishap((call, effect) -> {});
        assertThat(process().run(TinyJobs.of("a", garnet, 1, 1000)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).as("the job went on and was found again").hasSize(1);
    }

    @Test
    void shouldSubmitWithTheSameTokenWhatIsInDoubt() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.TOKEN)
                .mishap(failing(Call.SUBMIT, true, fault(Kind.IN_DOUBT), fault(Kind.IN_DOUBT)));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();

        assertThat(garnet.jobs()).hasSize(1);
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(3);
        assertThat(journal(Journal.Intent.class)).hasSize(1);
    }

    @Test
    void shouldFindByItsTagWhatWasAcceptedInDoubt() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.TAG).mishap(failing(Call.SUBMIT, true, fault(Kind.IN_DOUBT)));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();

        assertThat(garnet.jobs()).hasSize(1);
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(1);
        assertThat(garnet.calls(Call.FIND)).isGreaterThan(1);
    }

    @Test
    void shouldSubmitAgainOnlyAfterTheListCannotLagAnyMore() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.TAG).mishap(failing(Call.SUBMIT, false, fault(Kind.IN_DOUBT)));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();

        assertThat(garnet.jobs()).hasSize(1);
        assertThat(submissions).hasSize(2);
        assertThat(Duration.between(submissions.get(0), submissions.get(1)))
                .isGreaterThanOrEqualTo(garnet.conduct().listingLag());
    }

    @Test
    void shouldNeverRepeatWhatNobodyCanTellAndListItsBill() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap(failing(Call.SUBMIT, true, fault(Kind.IN_DOUBT)));

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 1, 1000)).get("a").failure())
                .contains("cannot be told whether garnet accepted the job", "not submitted again");

        assertThat(process.open()).singleElement().satisfies(bill -> {
            assertThat(bill.state()).isEqualTo("UNKNOWN");
            assertThat(bill.worst()).isEqualTo("1.75 USD");
            assertThat(bill.id()).isEmpty();
        });
        Process later = process();
        assertThat(later.run(TinyJobs.of("a", garnet, 1, 1000)).get("a").failure())
                .contains("an earlier run could not tell");
        assertThat(later.open()).hasSize(1);
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(1);
    }

    @Test
    void shouldAskForAJobThatTheServiceDoesNotKnowYet() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).invisibleFor(Duration.ofSeconds(25));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
    }

    @Test
    void shouldNotBelieveASingleAnswerThatAJobIsLost() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).invisibleFor(Duration.ofSeconds(5));
        garnet.conduct(garnet.conduct().lagging(Duration.ZERO));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
    }

    @Test
    void shouldBelieveThatAJobIsLostWhenItStaysUnknownAndNotSubmitItAgain() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).invisibleFor(Duration.ofDays(1));

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEqualTo("the job ended as LOST on garnet");
        assertThat(process.open()).singleElement().satisfies(bill -> assertThat(bill.state())
                .isEqualTo("LOST"));
        process().run(TinyJobs.of("a", garnet, 1, 10));
        assertThat(garnet.jobs()).hasSize(1);
    }

    @Test
    void shouldWaitForResultsThatCannotBeReadYet() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE)
                .mishap(failing(Call.FETCH, true, fault(Kind.TRANSIENT), fault(Kind.TRANSIENT)));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
        assertThat(garnet.calls(Call.FETCH)).isEqualTo(3);
    }

    @Test
    void shouldTellWhatIsInDoubtToWhoeverCancels() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE)
                .taking(Duration.ofHours(1), Duration.ZERO)
                .mishap(failing(Call.SUBMIT, true, fault(Kind.IN_DOUBT)));
        Process process = process().cancelledWhen(() -> garnet.jobs().size() == 2);

        assertThatThrownBy(() -> process.run(TinyJobs.of("a", garnet, 1, 1000), TinyJobs.of("b", garnet, 1, 1000)))
                .isInstanceOf(CancellationException.class);

        assertThat(process.notes())
                .anyMatch(note -> note.startsWith("A job on garnet may exist and bill, at most 1.75 USD"))
                .contains("Job job-2 on garnet was cancelled.");
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
    void shouldKeepToPaceAndLimitsOfTheAccount() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE);
        garnet.conduct(garnet.conduct().submitting(Duration.ofSeconds(12), 2));
        garnet.mishap((call, effect) -> {
            if (call == Call.SUBMIT && !effect) {
                submissions.add(time.instant());
                long open = garnet.jobs().stream()
                        .filter(job -> !garnet.state(job).ended())
                        .count();
                assertThat(open).isLessThan(2);
            }
        });

        Job[] jobs = new Job[6];
        for (int i = 0; i < jobs.length; i++) {
            jobs[i] = TinyJobs.of("job" + i, garnet, 1, 10);
        }
        assertThat(process().run(jobs).values())
                .allMatch(answer -> answer.failure().isEmpty());
        for (int i = 1; i < submissions.size(); i++) {
            assertThat(Duration.between(submissions.get(i - 1), submissions.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(12));
        }
    }

    @Test
    void shouldAskForManyJobsAtOnceAndSeldomWhileTheyWait() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).taking(Duration.ofHours(2), Duration.ofSeconds(5));

        Job[] jobs = new Job[100];
        for (int i = 0; i < jobs.length; i++) {
            jobs[i] = TinyJobs.of("job" + i, garnet, 1, 10);
        }
        process().run(jobs);

        assertThat(garnet.calls(Call.STATUS))
                .as("two hours at a minute, for all hundred together, and some at the beginning and the end")
                .isBetween(100, 260);
    }

    @Test
    void shouldStopSubmittingToABackendThatFailsAndTryItWithASingleJob() throws InterruptedException {
        Instant healed = SimulatedTime.START.plus(Duration.ofHours(2));
        ModelProvider garnet = provider(Repetition.NONE).mishap((call, effect) -> {
            if (call == Call.SUBMIT && !effect) {
                submissions.add(time.instant());
                if (time.instant().isBefore(healed)) {
                    throw fault(Kind.TRANSIENT);
                }
            }
        });

        Job[] jobs = new Job[20];
        for (int i = 0; i < jobs.length; i++) {
            jobs[i] = TinyJobs.of("job" + i, garnet, 1, 10);
        }
        assertThat(process().run(jobs).values())
                .allMatch(answer -> answer.failure().isEmpty());
        assertThat(submissions.stream().filter(at -> at.isBefore(healed)))
                .as("five to open, then one each 30 s, 1 min, ... 10 min")
                .hasSizeLessThan(25);
    }

    @Test
    void shouldReadTheStateOnceMoreAfterCancelling() {
        ModelProvider garnet = provider(Repetition.NONE).taking(Duration.ofHours(1), Duration.ofSeconds(5));
        Process process = process().cancelledWhen(() -> time.passed().toMinutes() >= 5);

        assertThatThrownBy(() -> process.run(TinyJobs.of("a", garnet, 1, 10), TinyJobs.of("b", garnet, 1, 10)))
                .isInstanceOf(CancellationException.class);

        assertThat(garnet.jobs()).allMatch(ModelProvider.Job::cancelled);
        assertThat(process.notes())
                .containsExactly("Job job-1 on garnet was cancelled.", "Job job-2 on garnet was cancelled.");
        assertThat(journal(Journal.Ended.class))
                .extracting(Journal.Ended::state)
                .containsOnly("CANCELLED");
    }

    @Test
    void shouldSayWhatFinishedBeforeItCouldBeCancelledAndFetchItLater() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).mishap((call, effect) -> {
            if (call == Call.CANCEL && !effect) {
                time.sleep(Duration.ofMinutes(1));
            }
        });
        Process process = process().cancelledWhen(() -> time.passed().toSeconds() >= 20);

        assertThatThrownBy(() -> process.run(TinyJobs.of("a", garnet, 1, 1000)))
                .isInstanceOf(CancellationException.class);
        assertThat(process.notes())
                .containsExactly(
                        "Job job-1 on garnet finished before it could be cancelled: it bills, at most 1.75 USD;"
                                + " 'qmlops resume' fetches its result.");
        assertThat(journal(Journal.LeftOpen.class)).singleElement().satisfies(left -> assertThat(left.state())
                .isEqualTo("FINISHED"));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 1000)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).hasSize(1);
    }

    @Test
    void shouldSayWhatMayStillBillWhenTheServiceDoesNotCancel() {
        ModelProvider garnet = provider(Repetition.NONE)
                .taking(Duration.ofHours(1), Duration.ofHours(1))
                .mishap((call, effect) -> {
                    if (call == Call.CANCEL) {
                        throw new BackendException("the job cannot be cancelled", Kind.REFUSED);
                    }
                });
        Process process = process().cancelledWhen(() -> time.passed().toSeconds() >= 20);

        assertThatThrownBy(() -> process.run(TinyJobs.of("a", garnet, 1, 1000)))
                .isInstanceOf(CancellationException.class);
        assertThat(process.notes())
                .containsExactly("Job job-1 on garnet may still run and bill, at most 1.75 USD: it was told to end and"
                        + " had not ended yet");
    }

    @ParameterizedTest
    @EnumSource(
            value = Repetition.class,
            names = {"TOKEN", "TAG"})
    void shouldSettleADoubtBeforeItCancels(Repetition repetition) {
        boolean[] aborted = new boolean[1];
        ModelProvider garnet = provider(repetition).mishap((call, effect) -> {
            if (call == Call.SUBMIT && effect && !aborted[0]) {
                aborted[0] = true;
                throw fault(Kind.IN_DOUBT);
            }
        });
        garnet.taking(Duration.ofHours(1), Duration.ofSeconds(1));
        Process process = process().cancelledWhen(() -> aborted[0]);

        assertThatThrownBy(() -> process.run(TinyJobs.of("a", garnet, 1, 10)))
                .isInstanceOf(CancellationException.class);

        assertThat(garnet.jobs()).singleElement().satisfies(job -> assertThat(job.cancelled())
                .isTrue());
        assertThat(process.notes()).containsExactly("Job job-1 on garnet was cancelled.");
    }

    @Test
    void shouldCancelTheOtherPartsOfAJobThatFailed() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE)
                .limits(1, 1, 1000)
                .taking(Duration.ofHours(1), Duration.ofHours(1))
                .mishap((call, effect) -> {});
        int[] count = new int[1];
        garnet.mishap((call, effect) -> {
            if (call == Call.SUBMIT && !effect && ++count[0] == 3) {
                throw new BackendException("the circuit is too deep", Kind.REFUSED);
            }
        });

        Process process = process();
        assertThat(process.run(TinyJobs.of("a", garnet, 4, 10)).get("a").failure())
                .isEqualTo("the circuit is too deep");
        assertThat(garnet.jobs()).allMatch(ModelProvider.Job::cancelled);
    }

    @Test
    void shouldEndAJobThatRunsTooLong() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).taking(Duration.ofSeconds(1), Duration.ofDays(3));

        assertThat(process()
                        .runDeadline(Duration.ofMinutes(10))
                        .run(TinyJobs.of("a", garnet, 1, 10))
                        .get("a")
                        .failure())
                .isEqualTo("it ran longer than the profile's run-deadline");
        assertThat(garnet.jobs()).allMatch(ModelProvider.Job::cancelled);
        assertThat(time.passed()).isLessThan(Duration.ofMinutes(12));
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

    @Test
    void shouldGoOnWithTheJobOfAProcessThatDied() throws Exception {
        ModelProvider garnet = provider(Repetition.NONE);
        process().run(TinyJobs.of("a", garnet, 1, 10));
        List<String> lines = Files.readAllLines(folder.resolve(RunFolder.JOURNAL));
        Files.write(folder.resolve(RunFolder.JOURNAL), lines.subList(0, 2));
        Files.delete(folder.resolve("evidence/a.json"));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).hasSize(1);
    }

    @Test
    void shouldReadJournalsWithLinesThatItDoesNotKnow() throws Exception {
        ModelProvider garnet = provider(Repetition.NONE);
        process().run(TinyJobs.of("a", garnet, 1, 10));
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(RunFolder.JOURNAL)));
        lines.add(1, "{\"entry\":\"of-a-newer-version\",\"key\":\"a\"}");
        lines.add(1, "\u0000\u0000\u0000");
        Files.write(folder.resolve(RunFolder.JOURNAL), lines.subList(0, 4));
        Files.delete(folder.resolve("evidence/a.json"));

        assertThat(process().run(TinyJobs.of("a", garnet, 1, 10)).get("a").failure())
                .isEmpty();
        assertThat(garnet.jobs()).hasSize(1);
    }

    @Test
    void shouldStopAtADiskThatIsFull() {
        ModelProvider garnet = provider(Repetition.NONE);
        Process process = process().journalClock(new BrokenClock(time, new OutputException("the disk is full"), 2));

        assertThatThrownBy(() -> process.run(TinyJobs.of("a", garnet, 1, 10), TinyJobs.of("b", garnet, 1, 10)))
                .isInstanceOf(OutputException.class)
                .hasMessage("the disk is full");
        assertThat(garnet.jobs())
                .as("cancelled, though it could not be written")
                .allMatch(ModelProvider.Job::cancelled);
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(1);
    }

    @Test
    void shouldPollWithinTheTimeForWhichResultsAreKept() throws InterruptedException {
        ModelProvider garnet = provider(Repetition.NONE).taking(Duration.ofMinutes(30), Duration.ofSeconds(1));
        garnet.conduct(Conduct.cloud(Repetition.NONE, 10).keeping(Duration.ofSeconds(20)));

        process().run(TinyJobs.of("a", garnet, 1, 10));

        assertThat(garnet.calls(Call.STATUS)).as("every 5 s for half an hour").isGreaterThan(300);
    }
}
