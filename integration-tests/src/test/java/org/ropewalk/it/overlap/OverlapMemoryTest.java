package org.ropewalk.it.overlap;

/** Commands that overlap, in memory. */
class OverlapMemoryTest extends OverlapContract {
    @Override
    Line line() {
        return new Line.Memory();
    }
}
