package io.jenkins.plugins.quantum.engine.run.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The dispatcher on real threads. */
@Timeout(60)
class DispatcherTest {
    private final Set<String> threads = ConcurrentHashMap.newKeySet();
    private final Dispatcher dispatcher = Dispatcher.inBackground(Clock.systemUTC());

    /** A service that is quick and counts who calls it at once. */
    private final class Service implements Backend {
        private final String name;
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final Set<String> tokens = ConcurrentHashMap.newKeySet();
        private final AtomicInteger asked = new AtomicInteger();
        private Repetition repetition = Repetition.TOKEN;
        private RuntimeException bug;
        private Error worse;

        Service(String name) {
            this.name = name;
        }

        private void call() {
            threads.add(Thread.currentThread().getName());
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.remote("test", "test/" + name, false, 5, false, 1, 1, 1000);
        }

        @Override
        public Conduct conduct() {
            return Conduct.cloud(repetition, 50).asking(Duration.ofMillis(2), Duration.ofMillis(20));
        }

        @Override
        public Optional<String> whyNot(JobRequest request) {
            return Optional.empty();
        }

        @Override
        public JobRef submit(JobRequest request, String clientToken) {
            call();
            if (worse != null) {
                throw worse;
            }
            tokens.add(clientToken);
            return new JobRef(name, request.id());
        }

        @Override
        public List<JobStatus> status(List<JobRef> jobs) {
            call();
            asked.incrementAndGet();
            if (bug != null && asked.get() < 3) {
                throw bug;
            }
            return jobs.stream()
                    .map(job -> new JobStatus(job, JobStatus.State.DONE, 1, ""))
                    .toList();
        }

        @Override
        public JobResult fetch(JobRef job) {
            call();
            return new JobResult(List.of(Outcome.sampled(new Counts(1, Map.of("1", 10L)))), Map.of("id", job.id()));
        }

        @Override
        public void cancel(JobRef job) {
            call();
        }

        @Override
        public void close() {
            tokens.clear();
        }
    }

    private static final class Lines implements JobLog {
        private final List<String> lines = new ArrayList<>();

        private synchronized void add(String line) {
            lines.add(line);
        }

        @Override
        public void intent(Parcel parcel, String token) {
            add("intent " + parcel.key());
        }

        @Override
        public void notAccepted(Parcel parcel, String token, String why) {
            add("not accepted " + parcel.key());
        }

        @Override
        public void accepted(Parcel parcel, JobRef ref) {
            add("accepted " + parcel.key());
        }

        @Override
        public void done(Parcel parcel, JobResult result) {
            add("done " + parcel.key());
        }

        @Override
        public void ended(Parcel parcel, Ending ending) {
            add(ending.how() + " " + parcel.key());
        }
    }

    private static Parcel parcel(Backend backend, String key) {
        var circuit = new Circuit(
                List.of(new Register("q", 0, 1)),
                List.of(new Register("c", 0, 1)),
                List.of(),
                List.of(new Instruction.Measure(0, 0)));
        var request = new JobRequest(key, circuit, List.of(Map.of()), NoiseModel.none(), 10, 0, 1, false);
        return new Parcel(key, backend, request, Past.none());
    }

    private static void await(Client client, Order order) throws InterruptedException {
        while (!order.ended()) {
            client.requireWhole();
            client.await(Instant.now().plusSeconds(10), Duration.ZERO);
        }
    }

    @Test
    void shouldServeManyJobsOfManyRunsWithFewThreads() throws Exception {
        List<Service> services = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            services.add(new Service("service" + i));
        }
        List<Client> clients = new ArrayList<>();
        List<Order> orders = new ArrayList<>();
        for (int run = 0; run < 4; run++) {
            List<Parcel> parcels = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                parcels.add(parcel(services.get(i % services.size()), "run" + run + "-" + i));
            }
            Client client = dispatcher.client(new Lines());
            clients.add(client);
            orders.add(client.place(parcels));
        }
        for (int run = 0; run < clients.size(); run++) {
            await(clients.get(run), orders.get(run));
            clients.get(run).close();
            assertThat(orders.get(run).endings()).hasSize(300).allSatisfy((key, ending) -> assertThat(
                            ending.result().facts())
                    .containsEntry("id", key));
        }
        assertThat(threads).hasSizeLessThanOrEqualTo(Dispatcher.THREADS).allMatch(name -> name.startsWith("qmlops-"));
        assertThat(services).allSatisfy(service -> {
            assertThat(service.most.get()).isLessThanOrEqualTo(4);
            assertThat(service.tokens).hasSize(100).allMatch(token -> token.matches("[0-9a-f-]{36}"));
            assertThat(service.asked.get()).as("many in one question").isLessThan(100);
        });
    }

    @Test
    void shouldLeaveAtMostOneSubmissionInDoubtWhereNobodyCanTell() throws Exception {
        var service = new Service("one");
        service.repetition = Repetition.NONE;
        List<Parcel> parcels = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            parcels.add(parcel(service, "job-" + i));
        }
        var log = new Lines();
        Client client = dispatcher.client(log);

        await(client, client.place(parcels));

        int open = 0;
        for (String line : log.lines) {
            open += line.startsWith("intent") ? 1 : line.startsWith("accepted") ? -1 : 0;
            assertThat(open).isBetween(0, 1);
        }
        assertThat(service.tokens).hasSize(300);
    }

    @Test
    void shouldWriteTheLinesOfAJobInOrder() throws Exception {
        var log = new Lines();
        Client client = dispatcher.client(log);

        await(client, client.place(List.of(parcel(new Service("one"), "a"))));

        assertThat(log.lines).containsExactly("intent a", "accepted a", "done a");
    }

    @Test
    void shouldOutliveAnAdapterThatThrowsWhatItShouldNot() throws Exception {
        var service = new Service("one");
        service.bug = new IllegalStateException("a bug of the adapter");
        Client client = dispatcher.client(new Lines());
        Order order = client.place(List.of(parcel(service, "a")));

        await(client, order);

        assertThat(order.endings().get("a").how()).isEqualTo(Ending.How.DONE);
    }

    @Test
    void shouldEndTheRunWhenTheVirtualMachineFails() throws Exception {
        var service = new Service("one");
        service.worse = new StackOverflowError();
        Client client = dispatcher.client(new Lines());
        Order order = client.place(List.of(parcel(service, "a")));

        assertThatThrownBy(() -> {
                    await(client, order);
                    client.requireWhole();
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("StackOverflowError");
        while (!order.ended()) {
            client.await(Instant.now().plusSeconds(10), Duration.ZERO);
        }
        assertThat(order.endings().get("a").mayBill()).isTrue();
    }
}
