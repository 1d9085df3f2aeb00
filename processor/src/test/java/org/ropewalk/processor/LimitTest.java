package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.Limits;
import org.ropewalk.line.LineLimits;
import org.ropewalk.processor.model.Limit;

/** The processor, the annotation and the runtime know the same bounds. */
class LimitTest {
    @Test
    void theProcessorsBoundsAreTheRuntimes_withTheSameDefaults() throws Exception {
        List<String> runtimes = new ArrayList<>();
        for (RecordComponent component : LineLimits.class.getRecordComponents()) {
            runtimes.add(
                    component.getName()
                            + " "
                            + component.getAccessor().invoke(LineLimits.DEFAULTS));
        }

        assertThat(Arrays.stream(Limit.values()).map(each -> each.member() + " " + each.standard()))
                .containsExactlyElementsOf(runtimes);
    }

    @Test
    void theProcessorsBoundsAreTheAnnotations() throws Exception {
        for (Limit limit : Limit.values()) {
            assertThat(Limits.class.getDeclaredMethod(limit.member()).getDefaultValue())
                    .as(limit.member())
                    .isEqualTo(Limits.DEFAULT);
        }
        assertThat(Limits.class.getDeclaredMethods()).hasSize(Limit.values().length);
    }
}
