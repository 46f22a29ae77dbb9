package io.jenkins.plugins.quantum.engine.backend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A backend that computes on this machine: a bounded pool of daemon threads runs one job each. Subclasses say how a job is
 * computed; seeds must derive from the request alone, so that results do not depend on the number of threads. A job's id is its
 * client token. Jobs live as long as this object; those of an earlier process are {@link JobStatus.State#LOST}.
 */
public abstract class LocalBackend implements Backend {
    /** Jobs remembered, whether waiting, running or ended; beyond it the oldest ended ones are forgotten. */
    static final int MOST_JOBS = 20_000;

    private static final long SECONDS_TO_END = 5;

    private static final Logger LOG = Logger.getLogger(LocalBackend.class.getName());

    private final String name;
    private final ThreadPoolExecutor pool;
    private final Map<String, LocalJob> jobs = new LinkedHashMap<>();

    /**
     * Creates it; no thread starts before the first job.
     *
     * @param name
     *     under which suites know it
     * @param threads
     *     how many jobs run at once, at least 1
     */
    protected LocalBackend(String name, int threads) {
        this.name = name;
        pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_JOBS), daemons(name));
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Computes a job, on a thread of the pool. Calls {@link Progress#reach} between units of work.
     *
     * @throws BackendException
     *     when it cannot; the message is fit for users
     * @throws InterruptedException
     *     when the job was cancelled
     */
    protected abstract JobResult execute(JobRequest request, Progress progress)
            throws BackendException, InterruptedException;

    /**
     * Refuses what this backend can never run; quick, called by {@link #submit} for programs of the kinds that it takes.
     *
     * @throws BackendException
     *     not retryable, naming the limit, what was found, and what to do
     */
    protected abstract void check(JobRequest request) throws BackendException;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Optional<String> whyNot(JobRequest request) {
        try {
            checkAll(request);
            return Optional.empty();
        } catch (BackendException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public final JobRef submit(JobRequest request, String clientToken) throws BackendException {
        var ref = new JobRef(name, clientToken);
        if (known(clientToken) != null) {
            return ref;
        }
        checkAll(request);
        synchronized (jobs) {
            if (jobs.containsKey(clientToken)) {
                return ref;
            }
            forgetOldest();
            var job = new LocalJob(this, request);
            try {
                pool.execute(job);
            } catch (RejectedExecutionException e) {
                throw new BackendException("backend " + name + " is closed", false, e);
            }
            jobs.put(clientToken, job);
        }
        return ref;
    }

    private void checkAll(JobRequest request) throws BackendException {
        capabilities().requireKind(name, request.program());
        check(request);
    }

    private void forgetOldest() throws BackendException {
        if (jobs.size() < MOST_JOBS) {
            return;
        }
        var all = jobs.values().iterator();
        while (all.hasNext()) {
            if (all.next().state().ended()) {
                all.remove();
                return;
            }
        }
        throw new BackendException(
                "backend " + name + " has " + MOST_JOBS + " unfinished jobs, its limit; submit again later", true);
    }

    @Override
    public final List<JobStatus> status(List<JobRef> refs) {
        return refs.stream().map(this::status).toList();
    }

    private JobStatus status(JobRef ref) {
        LocalJob job = job(ref);
        return job == null ? new JobStatus(ref, JobStatus.State.LOST, 0, "not known to this process") : job.status(ref);
    }

    @Override
    public final JobResult fetch(JobRef ref) throws BackendException {
        LocalJob job = job(ref);
        if (job == null) {
            throw new BackendException("backend " + name + " does not know the job " + ref.id(), false);
        }
        return job.result();
    }

    @Override
    public final void cancel(JobRef ref) {
        LocalJob job = job(ref);
        if (job != null) {
            job.cancel();
            pool.remove(job);
        }
    }

    /** Cancels all jobs and waits a few seconds for their threads to end. Subclasses that hold more release it after calling this. */
    @Override
    public void close() {
        pool.shutdownNow();
        synchronized (jobs) {
            jobs.values().forEach(LocalJob::cancel);
        }
        try {
            // A thread deep in a library's loop may take longer: it is a daemon and ends at its next progress call.
            boolean ended = pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
            LOG.log(Level.FINE, () -> "backend " + name + (ended ? " closed" : " closed; a job is still winding down"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LocalJob job(JobRef ref) {
        return ref.backend().equals(name) ? known(ref.id()) : null;
    }

    private LocalJob known(String token) {
        synchronized (jobs) {
            return jobs.get(token);
        }
    }

    private static ThreadFactory daemons(String name) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, "qmlops-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
