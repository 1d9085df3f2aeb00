package org.ropewalk.frame;

import java.nio.ByteBuffer;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Protocol;

/** A protocol that receives lines and fails at each event that its test does not expect. */
abstract class StrictHandler extends Protocol implements FrameHandler {
    final LineFramer framer;

    StrictHandler(LineFormat format, LineLimits limits) {
        framer = new LineFramer(this, format, limits);
    }

    @Override
    public Loop loop() {
        return transport().loop();
    }

    @Override
    protected void connectionMade() {
        framer.connected(transport());
    }

    @Override
    public void inputReceived(Input input) {
        framer.receive(input);
    }

    @Override
    public int takeInput(ByteBuffer received) {
        return framer.take(received);
    }

    @Override
    public void framingLost(FrameError why) {
        throw new AssertionError(why);
    }

    @Override
    public void streamFailed(FrameError error) {
        throw new AssertionError(error);
    }

    @Override
    public void wrongProtocol(String protocol) {
        throw new AssertionError(protocol);
    }

    @Override
    public void readTimedOut(ReadWait wait) {
        throw new AssertionError(wait);
    }

    @Override
    public void drained() {}

    @Override
    public boolean skips(FrameError error) {
        return true;
    }
}
