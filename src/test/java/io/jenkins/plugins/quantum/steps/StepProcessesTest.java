package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.FilePath;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.SuiteFiles;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Python starts by the step's launcher, on the node, and ends with whoever wanted it. */
@DisabledOnOs(OS.WINDOWS)
class StepProcessesTest {
    private static final String SUITE =
            "version: 1\ntests:\n  - {name: py, circuit: model.py:circuit, gates: {resources: {two-qubit: 9}}}\n";

    /** Says in its error what it was started with. */
    private static final String TELLING = "import os\n"
            + "raise RuntimeError(\"DECORATED=\" + os.environ.get(\"DECORATED\", \"no\") + \" INNER=\" +"
            + " os.environ.get(\"INNER\", \"no\"))\n";

    /** Writes its number, and never ends. */
    private static final String ENDLESS =
            "import os, time\nopen(\"pid\", \"w\").write(str(os.getpid()))\ntime.sleep(1000)\n";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private static WorkflowRun begin(JenkinsRule jenkins, String node, String model, String step) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "model");
        job.setDefinition(new CpsFlowDefinition(
                "node('" + node + "') {\n" + SuiteFiles.write("model.py", model)
                        + SuiteFiles.write("quantum.yml", SUITE) + step + "\n}\n",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static void shouldTell(JenkinsRule jenkins, String node) throws Exception {
        WorkflowRun build =
                begin(jenkins, node, TELLING, "withEnv(['INNER=a $HOME b']) { decorating('env') { quantumTest() } }");

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("DECORATED=by the block INNER=a $HOME b", build);
    }

    @Test
    void shouldStartByTheLauncherOfTheBlockAroundTheStep() throws Throwable {
        sessions.then(jenkins -> shouldTell(jenkins, "built-in"));
    }

    @Test
    void shouldStartByTheLauncherOnAnAgent() throws Throwable {
        sessions.then(jenkins -> shouldTell(jenkins, jenkins.createOnlineSlave().getNodeName()));
    }

    @Test
    void shouldSayWhatTheLauncherCouldNotStart() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build =
                    begin(jenkins, "built-in", TELLING, "decorating('/no/such/container') { quantumTest() }");

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            // python3, or what QMLOPS_PYTHON names where the tests run
            assertThat(JenkinsRule.getLog(build))
                    .containsPattern("cannot start Python \\(\\S+\\): it could not be launched");
            jenkins.assertLogContains("/no/such/container", build);
        });
    }

    private static long pid(FilePath workspace) throws Exception {
        FilePath file = workspace.child("pid");
        Await.until("Python runs", () -> file.exists() && !file.readToString().isEmpty());
        return Long.parseLong(file.readToString());
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void shouldEndThePythonOfAnAbortedBuild() throws Throwable {
        sessions.then(jenkins -> {
            DumbSlave agent = jenkins.createOnlineSlave();
            WorkflowRun build = begin(jenkins, agent.getNodeName(), ENDLESS, "decorating('env') { quantumTest() }");
            long pid = pid(agent.getWorkspaceRoot().child("model"));
            assertThat(runs(pid)).isTrue();

            build.doStop();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            Await.until("Python is gone", () -> !runs(pid));
        });
    }

    @Test
    void shouldStartAnewByTheSameLauncherAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            DumbSlave agent = jenkins.createOnlineSlave();
            begin(jenkins, agent.getNodeName(), ENDLESS, "decorating('env') { quantumTest() }");
            long pid = pid(agent.getWorkspaceRoot().child("model"));
            FilePath workspace = agent.getWorkspaceRoot().child("model");
            workspace.child("model.py").write(TELLING, "UTF-8");
            workspace.child("old-pid").write(String.valueOf(pid), "UTF-8");
        });
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("model", WorkflowJob.class)
                    .getBuildByNumber(1);
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            jenkins.assertLogContains("DECORATED=by the block", build);
            long pid = Long.parseLong(jenkins.jenkins
                    .getNodes()
                    .get(0)
                    .getWorkspaceFor(build.getParent())
                    .child("old-pid")
                    .readToString());
            Await.until("the Python of before is gone", () -> !runs(pid));
        });
    }

    @Test
    void shouldRunTheRealAerByTheLauncherOfTheBlock() throws Throwable {
        String python = System.getenv("QMLOPS_AER_PYTHON");
        assumeTrue(python != null, "QMLOPS_AER_PYTHON names no Python with Qiskit Aer");
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "model");
            String wrapper = "#!/bin/sh\necho \"$DECORATED\" > started-by\nexec " + python + " \"$@\"\n";
            job.setDefinition(new CpsFlowDefinition(
                    "node('" + jenkins.createOnlineSlave().getNodeName() + "') {\n"
                            + SuiteFiles.write(SuiteFiles.aerSuite()) + SuiteFiles.write("py", wrapper)
                            + "sh 'chmod +x py'\n"
                            + "withEnv([\"QMLOPS_AER_PYTHON=$WORKSPACE/py\"]) { decorating('env') { quantumTest() }"
                            + " }\n"
                            + "echo readFile('started-by')\n"
                            + "}\n",
                    true));
            WorkflowRun build = jenkins.buildAndAssertSuccess(job);
            jenkins.assertLogContains("by the block", build);
        });
    }
}
