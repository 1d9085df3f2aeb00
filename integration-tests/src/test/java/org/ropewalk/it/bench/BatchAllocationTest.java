package org.ropewalk.it.bench;

import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.line.Slice;

/**
 * How many bytes the loop's thread allocates for so many commands that are kept, and run together.
 */
class BatchAllocationTest {
    private static final String ADD = ";add tea";
    private static final String PUT = ";put 4;some";
    private static final String NUMBER = ";*2;$3;ADD;$1;7";

    @ParameterizedTest
    @CsvSource({"0, 504", "1, 816", "11, 1360"})
    void of_a_line(int count, int bytes) throws Exception {
        check(
                "begin" + ADD.repeat(count) + ";end",
                "BEGUN" + ";KEPT".repeat(count) + ";NEXT".repeat(count) + ";RAN",
                bytes);
    }

    @ParameterizedTest
    @CsvSource({"1, 920", "11, 2504"})
    void with_a_payload(int count, int bytes) throws Exception {
        check(
                "begin" + PUT.repeat(count) + ";end",
                "BEGUN" + ";KEPT".repeat(count) + ";NEXT".repeat(count) + ";RAN",
                bytes);
    }

    @ParameterizedTest
    @CsvSource({"1, 920", "11, 1440"})
    void in_arrays(int count, int bytes) throws Exception {
        Allocation.assertOf(
                new TransactionShapesFactory(peer -> new Transaction()),
                "*1;$5;MULTI" + NUMBER.repeat(count) + ";*1;$4;EXEC",
                "+OK" + ";+QUEUED".repeat(count) + ";*" + count + ";:8".repeat(count),
                bytes);
    }

    private static void check(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(new BatchShapesFactory(peer -> new Server()), command, reply, bytes);
    }

    private static final class Server implements BatchShapes.Ready, BatchShapes.Kept {
        @Override
        public Slice add(Slice name) {
            return name;
        }

        @Override
        public void put(Slice data) {}

        @Override
        public BatchShapes.Kept begin() {
            return this;
        }

        @Override
        public CompletionStage<BatchShapes.Ran> end(QueuedCommands kept) {
            return kept.run().thenApply(replies -> new BatchShapes.Ran(replies, this));
        }
    }

    private static final class Transaction
            implements TransactionShapes.Normal, TransactionShapes.Multi {
        @Override
        public long add(long number) {
            return number + 1;
        }

        @Override
        public TransactionShapes.Multi multi() {
            return this;
        }

        @Override
        public CompletionStage<TransactionShapes.Executed> exec(QueuedCommands kept) {
            return kept.run().thenApply(replies -> new TransactionShapes.Executed(replies, this));
        }
    }
}
