"""Paragraphs → sentences, for Chinese and for English."""
