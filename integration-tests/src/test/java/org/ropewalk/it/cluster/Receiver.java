package org.ropewalk.it.cluster;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.cluster.BroadcastListener;
import org.ropewalk.line.Bytes;

/** Keeps what happens to a topic, in its order. */
final class Receiver implements BroadcastListener {
    final List<String> events = new ArrayList<>();

    @Override
    public void received(Bytes message) {
        events.add(message.toString());
    }

    @Override
    public void connected() {
        events.add("+");
    }

    @Override
    public void disconnected(Throwable reason) {
        events.add("-");
    }

    @Override
    public void missed(long count) {
        events.add("missed " + count);
    }
}
