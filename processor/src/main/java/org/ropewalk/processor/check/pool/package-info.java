/** Rules about clients over several servers: keys and the probe. */
package org.ropewalk.processor.check.pool;
