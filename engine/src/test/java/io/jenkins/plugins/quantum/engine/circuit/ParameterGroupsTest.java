package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterGroupsTest {
    @Test
    void shouldGroupEachWayOfWritingIndices() {
        assertThat(groups("w_1", "w_0", "x0", "x1", "_y_0_", "_y_1_", "bias"))
                .containsExactly(
                        new ParameterGroups.Group("w", List.of("w_0", "w_1")),
                        new ParameterGroups.Group("x", List.of("x0", "x1")),
                        new ParameterGroups.Group("y", List.of("_y_0_", "_y_1_")),
                        new ParameterGroups.Group("bias", List.of("bias")));
    }

    @Test
    void shouldOrderByIndexAndNotByText() {
        var names = new String[12];
        for (int i = 0; i < names.length; i++) {
            names[i] = "w_" + (names.length - 1 - i);
        }
        assertThat(groups(names).get(0).inputs())
                .startsWith("w_0", "w_1", "w_2")
                .endsWith("w_10", "w_11");
    }

    @Test
    void shouldBeginAtOneAsWell() {
        assertThat(groups("theta1", "theta2"))
                .containsExactly(new ParameterGroups.Group("theta", List.of("theta1", "theta2")));
    }

    @Test
    void shouldTakeASingleElementAsAnArrayOfOne() {
        assertThat(groups("x_0")).containsExactly(new ParameterGroups.Group("x", List.of("x_0")));
    }

    @Test
    void shouldLeaveGapsAndAmbiguousNamesAlone() {
        assertThat(groups("w_0", "w_2")).extracting(ParameterGroups.Group::name).containsExactly("w_0", "w_2");
        assertThat(groups("w_7")).extracting(ParameterGroups.Group::name).containsExactly("w_7");
        assertThat(groups("w", "w_0", "w_1"))
                .extracting(ParameterGroups.Group::name)
                .containsExactly("w", "w_0", "w_1");
        assertThat(groups("w0", "w_0")).extracting(ParameterGroups.Group::name).containsExactly("w0", "w_0");
        assertThat(groups("w_00", "w_01"))
                .extracting(ParameterGroups.Group::name)
                .containsExactly("w_00", "w_01");
    }

    @Test
    void shouldBindByIndex() {
        var groups = ParameterGroups.of(circuit("w_1", "w_0", "b"));
        assertThat(groups.bind(Map.of("w", new double[] {0.1, 0.2}, "b", new double[] {3})))
                .containsExactlyInAnyOrderEntriesOf(Map.of("w_0", 0.1, "w_1", 0.2, "b", 3.0));
    }

    @Test
    void shouldRefuseWhatDoesNotMatch() {
        var groups = ParameterGroups.of(circuit("w_0", "w_1", "b"));
        double[] one = {1};
        double[] two = {1, 2};
        assertRefused(groups, Map.of("w", one, "b", one), "expected 2 values for input 'w', found 1");
        assertRefused(groups, Map.of("w", two, "b", two), "expected 1 value for input 'b', found 2");
        assertRefused(groups, Map.of("w", two), "input 'b' of the circuit has no value; its inputs are b (1), w (2)");
        assertRefused(
                groups,
                Map.of("w", two, "b", one, "v", one),
                "the circuit has no input 'v'; its inputs are b (1), w (2)");
        assertRefused(groups, Map.of("w", new double[] {1, Double.NaN}, "b", one), "not a finite number");
        assertRefused(ParameterGroups.of(circuit()), Map.of("w", two), "it has no inputs");
    }

    private static void assertRefused(ParameterGroups groups, Map<String, double[]> values, String reason) {
        assertThatThrownBy(() -> groups.bind(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static List<ParameterGroups.Group> groups(String... inputs) {
        return ParameterGroups.of(circuit(inputs)).groups();
    }

    private static Circuit circuit(String... inputs) {
        return new Circuit(List.of(new Register("q", 0, 1)), List.of(), List.of(inputs), List.of());
    }
}
