/** JMH benchmarks: {@code mvn -q -Pbench verify} writes target/bench/results.json. */
package org.dubbelslot.bench;
