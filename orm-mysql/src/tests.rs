mod interpolate;
mod messages;
mod url;
