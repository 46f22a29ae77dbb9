package io.jenkins.plugins.quantum.steps;

import hudson.tasks.junit.pipeline.JUnitResultsStepExecution;
import hudson.tasks.test.PipelineTestDetails;
import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Where in a pipeline tests belong: the stages and branches around a step. */
final class PipelinePlace {
    private PipelinePlace() {}

    static PipelineTestDetails of(FlowNode node) {
        List<FlowNode> blocks = JUnitResultsStepExecution.getEnclosingStagesAndParallels(node);
        var place = new PipelineTestDetails();
        place.setNodeId(node.getId());
        place.setEnclosingBlocks(JUnitResultsStepExecution.getEnclosingBlockIds(blocks));
        place.setEnclosingBlockNames(JUnitResultsStepExecution.getEnclosingBlockNames(blocks));
        return place;
    }
}
