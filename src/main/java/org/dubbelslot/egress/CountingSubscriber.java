package org.dubbelslot.egress;

import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Passes a response's body on, counts it, and ends the exchange with it. A body that stands still
 * while its reader waits is broken off.
 */
final class CountingSubscriber<T> implements HttpResponse.BodySubscriber<T> {
  private final HttpResponse.BodySubscriber<T> next;
  private final Exchange exchange;
  private long wanted;
  private boolean over;

  CountingSubscriber(HttpResponse.BodySubscriber<T> next, Exchange exchange) {
    this.next = next;
    this.exchange = exchange;
  }

  @Override
  public CompletionStage<T> getBody() {
    return next.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    exchange.awaited(false);
    exchange.onStandstill(
        () -> {
          subscription.cancel();
          onError(new HttpTimeoutException("stood still"));
        });
    next.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            demand(count);
            subscription.request(count);
          }

          @Override
          public void cancel() {
            subscription.cancel();
            exchange.end();
          }
        });
  }

  private synchronized void demand(long count) {
    wanted = Long.MAX_VALUE - wanted < count ? Long.MAX_VALUE : wanted + count;
    exchange.awaited(wanted > 0);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> items) {
    if (over) {
      return;
    }
    if (wanted != Long.MAX_VALUE) {
      wanted--;
    }
    exchange.awaited(wanted > 0);
    long bytes = 0;
    for (ByteBuffer item : items) {
      bytes += item.remaining();
    }
    exchange.received(bytes);
    next.onNext(items);
  }

  @Override
  public synchronized void onError(Throwable failure) {
    exchange.end();
    if (!over) {
      over = true;
      next.onError(failure);
    }
  }

  @Override
  public synchronized void onComplete() {
    exchange.end();
    if (!over) {
      over = true;
      next.onComplete();
    }
  }
}
