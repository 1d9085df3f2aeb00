package org.ropewalk.examples.beanstalkd;

import org.ropewalk.examples.Example;

/** beanstalkd, as an example. */
public final class BeanstalkdExample {
    private BeanstalkdExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "beanstalkd",
                11300,
                "beanstalkd's work queue, in memory",
                "try: printf 'put 0 0 60 5\\r\\nhello\\r\\nreserve\\r\\nquit\\r\\n' | nc HOST PORT",
                (reactor, directory) -> factory(new Store(reactor)));
    }

    /** A factory over a store. */
    public static BeanstalkdFactory factory(Store store) {
        return new BeanstalkdFactory(peer -> worker(store));
    }

    /** The handler of one connection. */
    public static Beanstalkd worker(Store store) {
        return new Worker(store);
    }
}
