package rates;

import java.net.SocketAddress;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The reactor's life is the application's: the last that starts, the first that stops. */
@Component
public class RatesServer implements SmartLifecycle {
    private final RatesProperties properties;
    private final Rates handler;
    private Reactor reactor;
    private Port port;

    public RatesServer(RatesProperties properties, Rates handler) {
        this.properties = properties;
        this.handler = handler;
    }

    @Override
    public synchronized void start() {
        Reactor created = NioReactor.create(properties.loops());
        try {
            port = created.listen(properties.endpoint(), new RatesFactory(peer -> handler));
        } catch (RuntimeException e) {
            created.close();
            throw e;
        }
        created.start();
        reactor = created;
    }

    /** Listens no more, lets connections finish what is under way, and ends the threads. */
    @Override
    public synchronized void stop() {
        reactor.drain(properties.drain()).join();
        reactor.close();
        reactor = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return reactor != null;
    }

    /** Where it listens. */
    public SocketAddress address() {
        return port.getHost();
    }

    /** The reactor, while it runs. */
    public synchronized Reactor reactor() {
        return reactor;
    }
}
