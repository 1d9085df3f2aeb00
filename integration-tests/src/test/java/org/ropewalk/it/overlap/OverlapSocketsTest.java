package org.ropewalk.it.overlap;

/** Commands that overlap, over sockets. */
class OverlapSocketsTest extends OverlapTest {
    @Override
    Line line() {
        return new Line.Sockets();
    }
}
