package io.jenkins.plugins.quantum.spend;

/**
 * Who spends: one result of one build. The build's start tells it from a later one of the same number, of a job that was made anew.
 *
 * @param job
 *     full name
 * @param build
 *     its number
 * @param started
 *     epoch milliseconds
 * @param result
 *     id of the result in the build
 */
public record Payer(String job, int build, long started, String result) {
    /** Full name of the folder of the job; empty at the top. */
    String folder() {
        int slash = job.lastIndexOf('/');
        return slash < 0 ? "" : job.substring(0, slash);
    }

    /** Whether both are results of one build. */
    boolean sameBuild(Payer other) {
        return job.equals(other.job) && build == other.build && started == other.started;
    }

    /** The same after something was moved or renamed. */
    Payer moved(String from, String to) {
        return SpendLimit.contains(from, job)
                ? new Payer(to + job.substring(from.length()), build, started, result)
                : this;
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return job + " #" + build + " (" + result + ")";
    }
}
