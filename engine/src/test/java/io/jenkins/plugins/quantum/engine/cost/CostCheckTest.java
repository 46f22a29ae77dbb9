package io.jenkins.plugins.quantum.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CostCheckTest {
    private static final Estimator ESTIMATOR = new Estimator(PriceBook.bundled());
    private static final SourcePosition AT = new SourcePosition("quantum.yml", 4, 33);

    private static CostCheck limit(String amount) {
        return new CostCheck(ESTIMATOR, Money.parse(amount), AT);
    }

    private static CostCheck.Item item(String device, long circuits, long shots, int looks, String... ways) {
        return new CostCheck.Item(
                "iris / accuracy",
                device.substring(device.lastIndexOf('/') + 1),
                device,
                new PricedJob(circuits, shots, false, false, 10, 10, 8),
                looks,
                List.of(ways));
    }

    @Test
    void shouldRefuseWhatOneLookCannotAfford() {
        var refused = limit("25 USD")
                .check(List.of(item("braket/ionq/forte-1", 30, 25, 3, "garnet: about 3 USD, worst case 19 USD")));
        assertThat(refused.orElseThrow().render())
                .isEqualTo(
                        """
                        quantum.yml:4:33: budget 25.00 USD cannot decide iris / accuracy on forte-1
                          needs about 30 circuits x 100 shots (the device's minimum) = 249.00 USD for one look
                          affordable: 3 circuits of 30    or  garnet: about 3 USD, worst case 19 USD
                          Nothing was submitted.""");
    }

    @Test
    void shouldSayWhenNothingIsAffordable() {
        var refused = limit("0 USD").check(List.of(item("braket/iqm/garnet", 1, 1000, 1)));
        assertThat(refused.orElseThrow().message())
                .contains("needs about 1 circuit x 1000 shots = 1.75 USD")
                .contains("affordable: nothing on this backend");
    }

    @Test
    void shouldRefuseAPlanWhoseSumIsTooDear() {
        var refused = limit("10 USD")
                .check(List.of(item("braket/iqm/garnet", 3, 1000, 1), item("braket/iqm/garnet", 3, 1000, 2)));
        assertThat(refused.orElseThrow().message())
                .startsWith("budget 10.00 USD does not cover the plan's worst case of 15.75 USD")
                .contains("iris / accuracy on garnet: 5.25 USD a look, at most 10.50 USD")
                .endsWith("Nothing was submitted.");
    }

    @Test
    void shouldAcceptWhatIsWithinTheLimit() {
        assertThat(limit("5.25 USD").check(List.of(item("braket/iqm/garnet", 3, 1000, 1))))
                .isEmpty();
        assertThat(limit("0 USD").check(List.of(item("builtin", 3, 1000, 100)))).isEmpty();
        assertThat(limit("0 USD").check(List.of())).isEmpty();
    }

    @Test
    void shouldRefuseAnUnknownPriceAndAnotherCurrency() {
        assertThat(limit("25 USD")
                        .check(List.of(item("google/willow", 1, 1, 1)))
                        .map(Diagnostic::message)
                        .orElseThrow())
                .contains("no price is known for willow")
                .contains("an unknown price is not free");
        assertThat(limit("25 USD")
                        .check(List.of(item("quantinuum/h2-1", 1, 100, 1)))
                        .map(Diagnostic::message)
                        .orElseThrow())
                .contains("cannot be compared with HQC");
        assertThat(limit("25 HQC").check(List.of(item("quantinuum/h2-1", 1, 100, 1))))
                .isEmpty();
    }

    @Property
    void shouldAffordNoMoreCircuitsThanTheLimitCovers(
            @ForAll @IntRange(min = 1, max = 500) int circuits, @ForAll @IntRange(max = 100_000) int cents) {
        var job = new PricedJob(circuits, 100, false, false, 1, 1, 1);
        var money = new Money(java.math.BigDecimal.valueOf(cents, 2), "USD");
        long count = ESTIMATOR.affordableCircuits("braket/ionq/forte-1", job, money);
        assertThat(count).isEqualTo(Math.min(circuits, cents / 830));
    }
}
