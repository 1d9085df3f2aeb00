package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.RuntimeVersion;
import org.ropewalk.processor.emit.code.format.FormatFields;

/** Generated code requires the runtime of its processor's version. */
class VersionTest {
    @Test
    void theProcessorHasTheVersionOfTheRuntime() {
        assertThat(FormatFields.VERSION).isEqualTo(RuntimeVersion.CURRENT);
        assertThat(FormatFields.VERSION).isEqualTo(System.getProperty("ropewalk.version"));
    }
}
