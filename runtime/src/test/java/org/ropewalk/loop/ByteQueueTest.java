package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteQueueTest {
    private static final int STEP = 64 * 1024;

    /** Counts what is allocated, which is what is copied at the most. */
    private static final class Counting implements KeptMemory {
        private long allocated;
        private long held;

        @Override
        public boolean reserve(long bytes) {
            allocated += bytes;
            held += bytes;
            return true;
        }

        @Override
        public void release(long bytes) {
            held -= bytes;
        }
    }

    private final Counting memory = new Counting();
    private final ByteQueue queue = new ByteQueue(memory);

    @Test
    void F8_aQueueThatGrowsInStepsCopiesEachByteAFewTimes() {
        int all = 512 * STEP;
        for (int size = 0; size < all; size += STEP) {
            queue.add(new byte[STEP], 0, STEP);
        }

        assertThat(queue.size()).isEqualTo(all);
        assertThat(memory.allocated).isLessThan(5L * all);
        assertThat(memory.held).isEqualTo(queue.array().length).isLessThan(2L * all);
    }

    @Test
    void F8_aQueueThatStaysShortDoesNotGrow() {
        queue.add(new byte[10 * STEP], 0, 10 * STEP);
        for (int i = 0; i < 1_000; i++) {
            queue.remove(STEP);
            queue.add(new byte[STEP], 0, STEP);
        }

        assertThat(queue.size()).isEqualTo(10 * STEP);
        assertThat(queue.array().length).isLessThan(40 * STEP);
        assertThat(memory.allocated).isLessThan(100 * STEP);
    }

    @Test
    void bytesLeaveInTheOrderInWhichTheyCame() {
        Random random = new Random(8);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ByteArrayOutputStream left = new ByteArrayOutputStream();
        for (int i = 0; i < 2_000; i++) {
            byte[] piece = new byte[random.nextInt(1_000)];
            random.nextBytes(piece);
            sent.writeBytes(piece);
            if (random.nextBoolean()) {
                queue.add(piece, 0, piece.length);
            } else {
                queue.add(ByteBuffer.wrap(piece));
            }
            int shown = Math.min(700, queue.size());
            left.write(queue.array(), queue.start(), shown);
            queue.remove(shown);
        }
        left.writeBytes(Arrays.copyOfRange(queue.array(), queue.start(), queue.end()));

        assertThat(left.toByteArray()).isEqualTo(sent.toByteArray());
        queue.clear();
        assertThat(memory.held).isZero();
    }
}
