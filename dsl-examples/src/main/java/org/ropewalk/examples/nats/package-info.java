/** NATS: messages are published to subjects, and reach those who have subscribed to them. */
package org.ropewalk.examples.nats;
