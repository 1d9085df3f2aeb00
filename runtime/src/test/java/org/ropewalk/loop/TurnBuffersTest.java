package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnBuffersTest {
    private final TurnBuffers buffers = new TurnBuffers(bytes -> null);

    @Test
    void F3_anArrayThatOneReplyHasNeededIsNotKept() {
        buffers.begin(this);
        buffers.output().write(new byte[5 << 20]);
        buffers.end();

        assertThat(buffers.output().array()).isEmpty();
        buffers.begin(this);
        buffers.output().write(new byte[] {1, 2, 3});
        assertThat(buffers.output().array()).startsWith(1, 2, 3);
        assertThat(buffers.output().position()).isEqualTo(3);
    }

    @Test
    void anArrayOfCommonRepliesIsKept() {
        buffers.begin(this);
        buffers.output().write(new byte[1 << 20]);
        byte[] array = buffers.output().array();
        buffers.end();

        assertThat(buffers.output().array()).isSameAs(array);
    }
}
