package org.ropewalk.it.cluster;

import java.util.concurrent.CountDownLatch;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.BroadcastListener;
import org.ropewalk.line.Bytes;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;

/** A node in a process of its own: answers each message of a topic in another one. */
public final class EchoNode {
    private EchoNode() {}

    /** Runs until the process is killed; the argument is the endpoint of the engine. */
    public static void main(String[] arguments) throws InterruptedException {
        Reactor reactor = NioReactor.create();
        reactor.start();
        Broadcast node = Broadcast.open(reactor, arguments[0]);
        node.subscribe(
                "questions",
                new BroadcastListener() {
                    @Override
                    public void received(Bytes message) {
                        node.publish("answers", Bytes.of("re: " + message));
                    }

                    @Override
                    public void connected() {
                        node.publish("answers", Bytes.of("ready"));
                    }
                });
        new CountDownLatch(1).await();
    }
}
