package org.ropewalk.it.overlap;

/** Commands that overlap, in memory. */
class OverlapMemoryTest extends OverlapTest {
    @Override
    Line line() {
        return new Line.Memory();
    }
}
