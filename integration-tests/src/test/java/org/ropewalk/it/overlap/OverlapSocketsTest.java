package org.ropewalk.it.overlap;

/** Commands that overlap, over sockets. */
class OverlapSocketsTest extends OverlapContract {
    @Override
    Line line() {
        return new Line.Sockets();
    }
}
